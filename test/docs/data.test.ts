import { describe, expect, it } from 'vitest';
import { code, quoted, read, rows, section } from './read.ts';

const document = read('docs/data.md');
const [entities = '', indexes = ''] = [document.split('## Indexes')[0], section(document, 'Indexes')];
const unique = (names: readonly string[]) => [...new Set(names)].sort();
const found = (pattern: RegExp, text: string) => unique([...text.matchAll(pattern)].map(([, name = '']) => name));
const column = (table: string, number: number) => rows(table).flatMap((cells) => quoted(cells[number] ?? ''));

describe('the document of the data', () => {
  it('has every entity that the rooms write, and none else', () => {
    const rooms = code();
    const written = [...found(/entity<[^(]*\(\{\s*name: '(\w+)'/g, rooms), ...found(/\b:?entity'?: '(\w+)'/g, rooms)];

    expect(unique(column(entities, 0))).toEqual(unique(written));
  });

  it('has every prefix of a partition that a role may touch, and none else', () => {
    const granted = found(/'([a-z]+_)\*'/g, `${code('infra/rooms/*.ts')}${code('infra/parts/personal.ts')}`);
    const prefixes = column(entities, 1).map((key) => key.slice(0, key.indexOf('_') + 1));

    expect(unique(prefixes)).toEqual(granted);
  });

  it.each(column(entities, 2).map((key) => key.replace(/<.*/, '').replace(/[^@\w#].*$/, '')))(
    'has a sort key %s that the code spells',
    (beginning) => {
      expect(code()).toContain(`${beginning}`);
    },
  );

  it('has every index of the table, and its attributes', () => {
    const table = read('infra/parts/house-table.ts');
    const declared = found(/^ {2}(by\w+):/gm, table);

    expect(unique(column(indexes, 0))).toEqual(declared);
    expect(column(indexes, 1).filter((attribute) => !table.includes(`'${attribute}'`))).toEqual([]);
  });
});
