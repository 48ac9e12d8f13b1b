import { expect, it } from 'vitest';
import { asksForSilence } from '#intake/mail/asks-for-silence.ts';
import { aMail, type Headers } from './a-mail.ts';

it.each<[boolean, Headers]>([
  [false, {}],
  [false, { 'X-Auto-Response-Suppress': 'None' }],
  [false, { Precedence: 'first-class' }],
  [true, { 'X-Auto-Response-Suppress': 'OOF, DR' }],
  [true, { 'X-Auto-Response-Suppress': 'All' }],
  [true, { 'List-Unsubscribe': '<mailto:x@d.example>' }],
  [true, { Precedence: 'bulk' }],
])('whether machines are asked not to answer: %s of %j', async (asks, headers) => {
  expect(asksForSilence((await aMail(headers)).headers)).toBe(asks);
});
