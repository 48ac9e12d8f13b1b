import { describe, expect, it } from 'vitest';
import { randomFrom } from '../random.ts';
import { type Canary, KINDS, mint } from './canary.ts';
import { sieve } from './sieve.ts';

const NOBODY = { person: 'cus_1', channel: 'test' };
const made = mint(randomFrom(1));
const canaries = KINDS.map((kind) => made.make(kind, NOBODY));
const others = KINDS.map((kind) => mint(randomFrom(2)).make(kind, NOBODY));

const WAYS: readonly [string, (core: string) => Buffer][] = [
  ['as it is', (core) => Buffer.from(`"${core}"`)],
  ['in base64, after one byte', (core) => Buffer.from(Buffer.from(`x${core}y`).toString('base64'))],
  ['in base64 for URLs, after two bytes', (core) => Buffer.from(Buffer.from(`xx${core}yy`).toString('base64url'))],
  ['in a query', (core) => Buffer.from(`?q=${encodeURIComponent(core)}&x`)],
  ['in UTF-16', (core) => Buffer.from(`a${core}b`, 'utf16le')],
  ['in JSON within JSON', (core) => Buffer.from(JSON.stringify(escaped(JSON.stringify({ a: core }))))],
  ['in hexadecimal', (core) => Buffer.from(Buffer.from(core).toString('hex'))],
];
const escaped = (core: string) =>
  core.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
const cases = WAYS.flatMap(([way, write]) => canaries.map((canary) => ({ way, write, kind: canary.kind, canary })));

describe('the sieve', () => {
  it.each(cases)('finds a $kind $way', ({ write, canary }) => {
    const noise = Buffer.alloc(5_000, '1380013工单');
    const found = sieve([...others, ...canaries]).in(Buffer.concat([noise, write(canary.core), noise]));

    expect(new Set(found.map((hit) => hit.canary))).toEqual(new Set<Canary>([canary]));
  });

  it('finds what comes in two parts, once', () => {
    const bytes = Buffer.from(`---${canaries[0]!.core}---`);
    for (let cut = 1; cut < bytes.length; cut++) {
      const look = sieve(canaries).stream();
      expect([...look(bytes.subarray(0, cut)), ...look(bytes.subarray(cut))]).toHaveLength(1);
    }
  });

  it('finds a telephone number in groups, and a name in small letters', () => {
    const [mobile, name] = ['mobile', 'latinName'].map((kind) => canaries.find((one) => one.kind === kind)!.core);
    const grouped = `${mobile!.slice(0, 3)}-${mobile!.slice(3, 7)}-${mobile!.slice(7)}`;

    expect(sieve(canaries).inText(`${grouped} ${name!.toLowerCase()}`)).toHaveLength(2);
  });

  it('finds nothing in what others wrote', () => {
    expect(sieve(canaries).inText(others.map(({ core }) => core).join('\n'))).toEqual([]);
  });
});
