import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Clear } from '#platform/personal/clear.ts';
import { openText, sealText } from '#platform/personal/sealed.ts';

const key = Buffer.alloc(32, 7);
const place = { pk: 'tkt_1', sk: '@ticket', attribute: 'contact' };

describe('a sealed text', () => {
  it('opens to what was sealed, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(openText(key, place, sealText(key, place, text))).toBe(text);
      }),
    );
  });

  it.each([
    ['row', { ...place, pk: 'tkt_2' }],
    ['place in the row', { ...place, sk: '@clock' }],
    ['attribute', { ...place, attribute: 'subject' }],
    ['split between the parts', { ...place, pk: 'tkt_1","@ticket', sk: '' }],
  ])('does not open in another %s', (_, other) => {
    const sealed = sealText(key, place, '王女士');

    expect(() => openText(key, other, sealed)).toThrow();
  });

  it('does not open with another key', () => {
    const sealed = sealText(key, place, '王女士');

    expect(() => openText(Buffer.alloc(32, 8), place, sealed)).toThrow();
  });

  it('does not open when any byte of it was changed', () => {
    const sealed = sealText(key, place, '王女士');
    const bytes = Buffer.from(sealed.slice(3), 'base64url');

    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => openText(key, place, `v1.${changed.toString('base64url')}` as never)).toThrow();
    }
  });

  it('never looks the same twice', () => {
    const sealed = new Set(Array.from({ length: 10_000 }, () => sealText(key, place, '王女士').slice(0, 19)));

    expect(sealed.size).toBe(10_000);
  });

  it('costs 28 bytes more than the text', () => {
    expect(Buffer.from(sealText(key, place, '13800138000').slice(3), 'base64url')).toHaveLength(11 + 28);
  });
});

describe("somebody's text in memory", () => {
  const clear = new Clear('13800138000');

  it.each([
    ['printed', `${clear}`],
    ['stored', JSON.stringify({ phone: clear })],
    ['logged', inspect({ phone: clear }, { showHidden: true })],
    ['listed', Object.values(clear).join()],
  ])('does not show when it is %s', (_, shown) => {
    expect(shown).not.toContain('13800138000');
  });

  it('shows only to whoever asks for it', () => {
    expect(clear.text).toBe('13800138000');
  });
});
