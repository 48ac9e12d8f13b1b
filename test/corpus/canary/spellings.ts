import type { Canary } from './canary.ts';

/** The bytes of a canary in one way of writing it. */
export type Spelling = { readonly as: string; readonly bytes: Buffer };

/** Every way of writing in which a canary may lie on a disk, in a line or in an answer. */
export function spellingsOf({ kind, core }: Pick<Canary, 'kind' | 'core'>): Spelling[] {
  const said = [
    core,
    ...(kind === 'mobile' ? apart(core) : []),
    ...(core === core.toLowerCase() ? [] : [core.toLowerCase()]),
  ];
  const all = said.flatMap(written);
  return [...new Map(all.toReversed().map((one) => [one.bytes.toString('latin1'), one])).values()];
}

const apart = (mobile: string) =>
  [' ', '-'].map((between) => [mobile.slice(0, 3), mobile.slice(3, 7), mobile.slice(7)].join(between));

function written(text: string): Spelling[] {
  const utf8 = Buffer.from(text);
  const ascii = (as: string, escaped: string): Spelling => ({ as, bytes: Buffer.from(escaped, 'latin1') });
  const little = Buffer.from(text, 'utf16le');
  return [
    { as: 'as it is', bytes: utf8 },
    { as: 'UTF-16', bytes: little },
    { as: 'UTF-16', bytes: Buffer.from(little).swap16() },
    ascii('JSON escapes', jsonEscaped(text)),
    ascii('JSON escapes', jsonEscaped(text).replaceAll('\\u', '\\\\u')),
    ascii('percent signs', encodeURIComponent(text)),
    ascii('percent signs', encodeURIComponent(text).toLowerCase()),
    ascii('quoted-printable', quoted(utf8, '=')),
    ascii('hexadecimal', utf8.toString('hex')),
    ...[0, 1, 2].flatMap((offset) => base64At(utf8, offset)),
  ];
}

const jsonEscaped = (text: string) =>
  [...text]
    .map((letter) => (letter > '~' ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : letter))
    .join('');

const quoted = (bytes: Buffer, sign: string) =>
  [...bytes]
    .map((byte) =>
      byte > 0x7e || byte === 0x3d
        ? sign + byte.toString(16).toUpperCase().padStart(2, '0')
        : String.fromCharCode(byte),
    )
    .join('');

/** The letters of base64 that stay the same whatever stands around the bytes, in both alphabets. */
function base64At(bytes: Buffer, offset: number): Spelling[] {
  const shifted = Buffer.concat([Buffer.alloc(offset), bytes]);
  const [from, to] = [Math.ceil((offset * 8) / 6), Math.floor((shifted.length * 8) / 6)];
  return (['base64', 'base64url'] as const).map((alphabet) => ({
    as: 'base64',
    bytes: Buffer.from(shifted.toString(alphabet).slice(from, to), 'latin1'),
  }));
}
