import { existsSync, globSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SUPPORT } from '../../infra/local/supported.ts';
import { anchorOf, DOCUMENTS, quoted, read, rows, section } from './read.ts';

const rooms = [...new Set(globSync('functions/*/*.ts').map((path) => path.split(/[\\/]/)[1] ?? ''))].sort();
const shell = (path: string) => [...read(path).matchAll(/^ *```sh\n([\s\S]*?)```/gm)].map(([, text = '']) => text);
const headings = (path: string) => [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

describe.each(DOCUMENTS)('%s', (path) => {
  const links = [...read(path).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^https?:/.test(link));

  it('leads nowhere that does not exist', () => {
    const lost = links.filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : normalize(join(dirname(path), file));
      return !existsSync(target) || (anchor !== undefined && !headings(target).includes(anchor));
    });

    expect(lost).toEqual([]);
  });

  it('names only commands of the project', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read(path).matchAll(/\bnpm (?:run )?([a-z][\w-]*)/g)].map(([, name = '']) => name);

    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('the map', () => {
  it.each(['README.md', 'README.zh.md'])('of %s shows every room', (path) => {
    const named = rows(read(path)).map(([room = '']) => quoted(room)[0] ?? '');

    expect(named.sort()).toEqual(rooms);
  });

  it('of the architecture shows every room', () => {
    const named = rows(section(read('docs/architecture.md'), 'Rooms and doors')).map(
      ([room = '']) => quoted(room)[0] ?? '',
    );

    expect(named.sort()).toEqual(rooms);
  });
});

describe('the two READMEs', () => {
  it('give the same commands', () => {
    const bare = (path: string) => shell(path).map((text) => text.replace(/ +# .*$/gm, ''));

    expect(bare('README.zh.md')).toEqual(bare('README.md'));
  });
});

describe('the document of the local runtime', () => {
  const document = read('docs/local.md');
  const types = (heading: string) =>
    quoted(rows(section(document, heading)).join()).filter((name) => name.startsWith('AWS::'));
  const supported = (kind: 'runs' | 'inert') => Object.keys(SUPPORT).filter((type) => kind in (SUPPORT[type] ?? {}));

  it('has every type of resource that it runs, and none else', () => {
    expect(types('What it runs').sort()).toEqual(supported('runs').sort());
  });

  it('has every type that stays inert, and why', () => {
    const why = rows(section(document, 'What stays inert')).map(([type = '', reason]) => [
      quoted(type)[0],
      { inert: reason },
    ]);

    expect(Object.fromEntries(why)).toEqual(
      Object.fromEntries(supported('inert').map((type) => [type, SUPPORT[type]])),
    );
  });

  it('has every option of npm start', () => {
    const options = read('infra/local/start.ts')
      .match(/^ {4}(\w+): \{ type:/gm)
      ?.map((line) => line.trim().split(':')[0]);

    expect(options?.filter((option) => !document.includes(`--${option}`))).toEqual([]);
  });

  it('has every platform that an engine is brought for', () => {
    const { optionalDependencies } = JSON.parse(read('package.json')) as { optionalDependencies: object };

    expect(Object.keys(optionalDependencies).filter((name) => !document.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('the decisions', () => {
  const decisions = DOCUMENTS.filter((path) => path.startsWith('docs/decisions/')).sort();

  it('are numbered without a gap', () => {
    expect(decisions.map((path) => Number(path.slice('docs/decisions/'.length).slice(0, 4)))).toEqual(
      decisions.map((_, index) => index + 1),
    );
  });

  it.each(decisions)('%s tells context, decision, cost, and what would change our mind', (path) => {
    const bold = [...read(path).matchAll(/^\*\*(.+)\.\*\*/gm)].map(([, words]) => words);

    expect(bold).toEqual(['Context', 'Decision', 'What it costs', 'What would change our mind']);
  });
});
