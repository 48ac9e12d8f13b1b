import type { Random } from './random.ts';

const CHARSETS = ['utf-8', 'gbk', 'gb18030', 'big5', 'utf-16', 'utf-7', 'x-none', 'iso-2022-jp', '', '"'] as const;
const ENCODINGS = ['base64', 'quoted-printable', '8bit', '7bit', 'x-uuencode', ''] as const;

type Change = (raw: Buffer, random: Random) => Buffer;

const flipBytes: Change = (raw, random) => {
  const changed = Buffer.from(raw);
  for (let count = 1 + random.below(40); count > 0; count -= 1) changed[random.below(raw.length)] = random.below(256);
  return changed;
};

const swapLines: Change = (raw, random) => {
  const lines = raw.toString('latin1').split('\n');
  for (let count = 1 + random.below(5); count > 0; count -= 1) {
    const [one, other] = [random.below(Math.min(lines.length, 60)), random.below(lines.length)];
    [lines[one], lines[other]] = [lines[other] ?? '', lines[one] ?? ''];
  }
  return Buffer.from(lines.join('\n'), 'latin1');
};

const changeWord =
  (pattern: RegExp, other: (random: Random) => string): Change =>
  (raw, random) =>
    Buffer.from(
      raw.toString('latin1').replace(pattern, (word) => (random.below(2) ? other(random) : word)),
      'latin1',
    );

const cut: Change = (raw, random) => raw.subarray(0, random.below(raw.length));

const insert: Change = (raw, random) => {
  const at = random.below(raw.length);
  const from = random.below(raw.length);
  return Buffer.concat([raw.subarray(0, at), raw.subarray(from, from + random.below(2_000)), raw.subarray(at)]);
};

const CHANGES: readonly Change[] = [
  flipBytes,
  swapLines,
  cut,
  insert,
  changeWord(/boundary="?[^";\s]+"?/gi, (random) =>
    random.oneOf(['boundary=b', 'boundary="', 'boundary=', 'boundary="--"']),
  ),
  changeWord(/charset="?[\w-]+"?/gi, (random) => `charset=${random.oneOf(CHARSETS)}`),
  changeWord(/(?<=content-transfer-encoding: ?)[\w-]+/gi, (random) => random.oneOf(ENCODINGS)),
  changeWord(/\r?\n/g, (random) => random.oneOf(['\n', '\r\n', '\r', '\n\n'])),
];

/** A mail with one to three things changed as faulty programs and attackers change them. */
export function changedMail(raw: Uint8Array, random: Random): Uint8Array {
  let changed: Buffer = Buffer.from(raw);
  for (let count = 1 + random.below(3); count > 0 && changed.length > 0; count -= 1) {
    changed = random.oneOf(CHANGES)(changed, random);
  }
  return changed;
}
