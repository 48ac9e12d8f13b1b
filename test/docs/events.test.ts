import { describe, expect, it } from 'vitest';
import { code, quoted, read, rows } from './read.ts';

const told = [...code('functions/*/events.ts').matchAll(/(?:Of\w+<|readonly type: )'(\w+)'/g)].map(
  ([, type = '']) => type,
);
const written = rows(read('docs/events.md')).map(([type = '', room = '', , carries = '', hearers = '']) => ({
  type: quoted(type)[0] ?? '',
  room,
  carries: carries
    .replace(/\(.*\)/, '')
    .split(',')
    .flatMap((field) => field.trim() || []),
  hearers: hearers.split(',').flatMap((hearer) => hearer.trim() || []),
}));

describe('the document of the events', () => {
  it('has every type that a room tells, and none else', () => {
    expect(written.map(({ type }) => type).sort()).toEqual([...told].sort());
  });

  it.each(written)('names the room that tells $type', ({ type, room }) => {
    expect(read(`functions/${room}/events.ts`)).toContain(`'${type}'`);
  });

  it.each(written)('names fields of $type that its room knows', ({ carries, room }) => {
    const file = read(`functions/${room}/events.ts`);

    expect(carries.filter((field) => !new RegExp(`\\b${field}\\??:`).test(file))).toEqual([]);
  });

  it.each(['customers', 'notices', 'surveys', 'tickets'])('says what %s hears, and nothing else', (room) => {
    const names: readonly string[] = code(`infra/rooms/${room}.ts`).match(/'[A-Z]\w+'/g) ?? [];
    const heard = told.filter((type) => names.includes(`'${type}'`));

    expect(
      written
        .filter(({ hearers }) => hearers.includes(room))
        .map(({ type }) => type)
        .sort(),
    ).toEqual(heard.sort());
  });
});
