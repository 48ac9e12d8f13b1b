import { describe, expect, it } from 'vitest';
import { readMail } from '#intake/mail/read-mail.ts';
import { verdictOn } from '#intake/receive/verdict-on.ts';
import { aMail } from '../a-mail.ts';

const judged = async (wish: Parameters<typeof aMail>[0]) => {
  const read = await readMail(aMail(wish), 'amazonses.com');
  if (!read.ok) throw new Error(read.because);
  return verdictOn(read.mail);
};

describe('a mail that passed the checks', () => {
  it.each([
    'wang@example.com',
    'Wang@Example.com',
    '<wang@example.com>',
    '王明 <wang@example.com>',
    '"Wang, Ming" <wang@example.com>',
    'wang@example.com <wang@example.com>',
  ])('is proven from the one it names: %s', async (from) => {
    expect(await judged({ from })).toBe('pass');
  });

  it.each([
    ['several in From', { from: '"a b"@attacker.example, wang@example.com' }],
    ['several in From, in brackets', { from: '<wang@example.com>, <li@attacker.example>' }],
    ['a group', { from: 'us: wang@example.com;' }],
    ['another From', { headers: ['From: li@attacker.example'] }],
    ['Sender alone', { from: '"a b"@attacker.example', headers: ['Sender: wang@example.com'] }],
  ])('proves nothing of %s', async (_, wish) => {
    expect(await judged(wish)).not.toBe('pass');
  });
});
