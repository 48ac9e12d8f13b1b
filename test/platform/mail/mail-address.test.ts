import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailAddress } from '#platform/mail/mail-address.ts';

describe('an address', () => {
  it.each([
    ['li@example.com', 'li@example.com'],
    ['Li.Na+tag@Example.COM', 'Li.Na+tag@example.com'],
    ["o'neil_{x}~=!@mail.example.co.uk", "o'neil_{x}~=!@mail.example.co.uk"],
    ['li@例子.中国', 'li@xn--fsqu00a.xn--fiqs8s'],
    ['li@münchen.example', 'li@xn--mnchen-3ya.example'],
    ['li@xn--fsqu00a.xn--fiqs8s', 'li@xn--fsqu00a.xn--fiqs8s'],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  ])('%s is told to the server as %s', (text, told) => {
    expect(mailAddress(text)).toBe(told);
  });

  it.each([
    ...['', 'li', '@example.com', 'li@', 'li@localhost', 'li@@example.com', 'a@b@example.com'],
    ...[
      '"li na"@example.com',
      '"a@evil.example"@example.com',
      'li(x)@example.com',
      '<li@example.com>',
      'Li <li@example.com>',
    ],
    ...[
      'li@example.com, eve@evil.example',
      'li@example.com;eve@evil.example',
      'a:b@example.com',
      'grp:li@example.com;',
    ],
    ...[
      'li@example.com\r\nBcc: eve@evil.example',
      'li@example.com\n',
      'li@exam\0ple.com',
      ' li@example.com',
      'li@example.com ',
    ],
    ...['li@[127.0.0.1]', 'li@127.0.0.1', 'li@example.1', 'li@-example.com', 'li@example-.com', 'li@exa_mple.com'],
    ...[
      'li@example..com',
      'li@.example.com',
      'li@example.com.',
      '.li@example.com',
      'li.@example.com',
      'l..i@example.com',
    ],
    ...[
      '李@example.com',
      'li@exam%70le.com',
      'li@example。com',
      'li＠example.com',
      'li@ｅxample.com',
      'li@exam\u00adple.com',
    ],
    ...[
      'li@exam\u200bple.com',
      'li@\u202eexample.com',
      'li@example.com\u2028',
      'li@xn--a.example\u0000',
      'l\u2028i@example.com',
    ],
    ...[`${'a'.repeat(65)}@example.com`, `li@${'a'.repeat(64)}.com`, `li@${'a.'.repeat(130)}com`],
  ])('%j is none', (text) => {
    expect(mailAddress(text)).toBeUndefined();
  });

  const pieces = fc.constantFrom(
    ...[
      'li',
      '.',
      '@',
      '"',
      '\\',
      '(',
      ')',
      '<',
      '>',
      ',',
      ';',
      ':',
      ' ',
      '\r\n',
      '\0',
      '%',
      '例',
      '。',
      '＠',
      'xn--',
      '-',
      '[',
      ']',
    ],
    ...['example', 'com', '1', '\u200d', '\u2028', 'ß', 'é', '=?', '?='],
  );
  const spelt = fc.array(pieces, { maxLength: 9 }).map((parts) => parts.join(''));
  const anAddress = fc.tuple(spelt, spelt).map(([local, domain]) => `${local}@${domain}`);

  it('is the same when it is read again, and is one plain recipient whatever was typed (5,000 spellings)', () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.oneof(anAddress, fc.emailAddress(), fc.string({ unit: 'binary' })), (text) => {
        const address = mailAddress(text);
        if (address === undefined) return;
        taken += 1;
        expect(mailAddress(address)).toBe(address);
        expect(address).toMatch(/^[!-~]+$/);
        expect(address).not.toMatch(/[\s",;:<>()[\]\\]/);
        expect(address.split('@')).toHaveLength(2);
        expect(text.startsWith(address.split('@')[0] ?? '?')).toBe(true);
      }),
      { numRuns: 5_000, seed: 20260302 },
    );
    expect(taken).toBeGreaterThan(1_000);
  });
});
