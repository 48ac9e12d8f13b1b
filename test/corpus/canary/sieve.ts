import type { Canary } from './canary.ts';
import { spellingsOf } from './spellings.ts';

export type Hit = { readonly canary: Canary; readonly as: string };

/** Finds canaries in bytes, in every way of writing them, in one pass. */
export type Sieve = {
  in(bytes: Uint8Array): Hit[];
  inText(text: string): Hit[];
  /** Hits of bytes that come part by part; each is found once. */
  stream(): (part: Uint8Array) => Hit[];
};

type Needle = Hit & { readonly bytes: Buffer };

const ANCHOR = 6; // bytes at a needle's end that are hashed; no spelling is shorter
const TABLE_BITS = 24;

const hashOf = (last: number, before: number) => (Math.imul(last, 0x9e3779b1) ^ Math.imul(before, 0x85ebca6b)) >>> 0;

export function sieve(canaries: readonly Canary[]): Sieve {
  const needles = canaries.flatMap((canary) =>
    spellingsOf(canary).map(({ as, bytes }): Needle => ({ canary, as, bytes })),
  );
  const longest = Math.max(ANCHOR, ...needles.map(({ bytes }) => bytes.length));
  const marks = new Uint8Array(1 << (TABLE_BITS - 3));
  const byHash = new Map<number, Needle[]>();
  for (const needle of needles) {
    const { bytes } = needle;
    if (bytes.length < ANCHOR) throw new Error('A spelling is too short to be told from chance');
    const hash = hashOf(bytes.readUInt32BE(bytes.length - 4), bytes.readUInt16BE(bytes.length - ANCHOR));
    const bit = hash >>> (32 - TABLE_BITS);
    marks[bit >>> 3] = marks[bit >>> 3]! | (1 << (bit & 7));
    byHash.set(hash, [...(byHash.get(hash) ?? []), needle]);
  }

  /** Hits that end at `from` or later. */
  function found(bytes: Uint8Array, from: number): Hit[] {
    const hits: Hit[] = [];
    let [last, before] = [0, 0];
    for (let at = Math.max(0, from - ANCHOR); at < bytes.length; at++) {
      before = ((before << 8) | (last >>> 24)) & 0xffff;
      last = ((last << 8) | bytes[at]!) >>> 0;
      if (at < from) continue;
      const hash = hashOf(last, before);
      const bit = hash >>> (32 - TABLE_BITS);
      if ((marks[bit >>> 3]! & (1 << (bit & 7))) === 0) continue;
      for (const needle of byHash.get(hash) ?? []) if (endsAt(bytes, at, needle.bytes)) hits.push(needle);
    }
    return hits;
  }

  return {
    in: (bytes) => found(bytes, 0),
    inText: (text) => found(Buffer.from(text), 0),
    stream() {
      let tail: Uint8Array = new Uint8Array();
      return (part) => {
        const joined = Buffer.concat([tail, part]);
        const hits = found(joined, tail.length);
        tail = joined.subarray(Math.max(0, joined.length - longest));
        return hits;
      };
    },
  };
}

function endsAt(bytes: Uint8Array, at: number, needle: Buffer): boolean {
  const start = at + 1 - needle.length;
  if (start < 0) return false;
  for (let place = 0; place < needle.length; place++) if (bytes[start + place] !== needle[place]) return false;
  return true;
}
