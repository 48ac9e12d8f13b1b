import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '#platform/refusal.ts';
import { openCursor, sealCursor } from '#platform/store/cursor.ts';

const secret = 'a secret of the house';
const sealed = sealCursor(secret, 'tickets', { pk: 'tkt_1' });
const refused = expect.objectContaining({ kind: 'invalid', code: 'page.cursor' });

describe('a cursor', () => {
  it('opens the list it was made for', () => {
    expect(openCursor(secret, 'tickets', sealed)).toEqual({ pk: 'tkt_1' });
  });

  it.each([
    ['another list', secret, 'notices', sealed],
    ['another secret', 'another secret', 'tickets', sealed],
    ['nothing', secret, 'tickets', ''],
    ['a signature alone', secret, 'tickets', sealed.slice(0, 22)],
  ])('does not open with %s', (_, key, list, cursor) => {
    expect(() => openCursor(key, list, cursor)).toThrow(refused);
  });

  it('does not open when one bit of it was altered', () => {
    const bytes = Buffer.from(sealed, 'base64url');
    return fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const altered = Buffer.from(bytes);
        altered[bit >> 3] = altered[bit >> 3]! ^ (1 << (bit & 7));
        expect(() => openCursor(secret, 'tickets', altered.toString('base64url'))).toThrow(refused);
      }),
    );
  });

  it('answers any other text with a refusal', () => {
    return fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => openCursor(secret, 'tickets', text)).toThrow(Refusal);
      }),
    );
  });
});
