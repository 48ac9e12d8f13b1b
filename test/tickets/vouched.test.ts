import { describe, expect, it } from 'vitest';
import { isTrusted } from '#tickets/ticket.ts';
import { vouched } from '#tickets/vouched.ts';
import { mira, shop, wang } from '../support/people.ts';

const contact = { phone: '+8613800138000' };
const of = (wish: Partial<Parameters<typeof vouched>[0]>) => vouched({ verified: false, by: mira, contact, ...wish });

const named = { proven: false, vouched: true };
const stated = { proven: false };
const theirs = { proven: true };

describe('a number that a ticket was opened with', () => {
  it.each([
    ['a person of the house, verified', { verified: true }, theirs, true],
    ['a person of the house', {}, named, true],
    ['an app, verified', { by: shop, verified: true }, theirs, true],
    ['an app', { by: shop }, named, true],
    ['a customer of themself, whatever they say', { by: wang, verified: true }, stated, false],
    ['a customer of themself', { by: wang }, stated, false],
    ['a way that proves it, such as a text message', { by: wang, known: true }, theirs, true],
    ['a way that does not, such as a forged mail', { by: wang, known: false, verified: true }, stated, false],
  ])('given by %s', (_, wish, kept, trusted) => {
    const found = of(wish);

    expect(found.kept).toEqual(kept);
    expect(found.proven).toBe(kept.proven);
    expect(isTrusted(found.kept)).toBe(trusted);
  });

  it.each([
    ['an app', { by: shop, verified: true }, named],
    ['a way that proves who they are', { by: wang, known: true }, named],
    ['a customer', { by: wang }, stated],
  ])('is not proven where %s gave none', (_, wish, kept) => {
    expect(of({ ...wish, contact: { name: '王女士' } } as never).kept).toEqual(kept);
  });
});
