import { randomBytes } from 'node:crypto';

const PREFIX = {
  ticket: 'tkt',
  message: 'msg',
  customer: 'cus',
  invitation: 'inv',
  challenge: 'chl',
} as const;

export type IdKind = keyof typeof PREFIX;
export type NewId = (kind: IdKind) => string;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 26;

/** An unguessable id of 130 random bits that says what it names: `tkt_…`. */
export const newId: NewId = (kind) => idFrom(kind, randomBytes(LENGTH));

/** The id that these bytes give, at least 26 of them: the same ones give the same id. */
export function idFrom(kind: IdKind, bytes: Uint8Array): string {
  const symbols = Array.from(bytes.subarray(0, LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]);
  return `${PREFIX[kind]}_${symbols.join('')}`;
}

/** The form of an id of this kind, for schemas: 26 symbols after the prefix. */
export function idPattern(kind: IdKind): RegExp {
  return new RegExp(`^${PREFIX[kind]}_[0-9a-hj-km-np-tv-z]{26}$`);
}
