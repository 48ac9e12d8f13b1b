import { describe, expect, it } from 'vitest';
import { Role } from '../../functions/platform/auth/permissions.ts';
import { code, quoted, read, rows } from './read.ts';

const glossary = rows(read('docs/glossary.md')).map(([word = '', , names = '']) => ({ word, names: quoted(names) }));

describe('the glossary', () => {
  const everything = code() + read('test/architecture.test.ts');

  it.each(glossary)('calls "$word" as the code does', ({ names }) => {
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(everything))).toEqual([]);
  });

  it.each(Role.options)('knows the role %s', (role) => {
    expect(glossary.flatMap(({ names }) => names)).toContain(role);
  });

  it('says every word once', () => {
    const words = glossary.map(({ word }) => word);

    expect(words).toEqual([...new Set(words)]);
  });
});
