import { globSync, readFileSync } from 'node:fs';

export const read = (path: string): string => readFileSync(path, 'utf8');

/** Every document of the project. */
export const DOCUMENTS: readonly string[] = [
  'README.md',
  'README.zh.md',
  'CHANGELOG.md',
  ...globSync('docs/**/*.md'),
].map((path) => path.replaceAll('\\', '/'));

/** The code of the rooms, as one text. */
export const code = (pattern = 'functions/**/*.ts'): string => globSync(pattern).map(read).join('\n');

/** The cells of every row of the tables under a heading (of the whole document without one), the head rows left out. */
export function rows(document: string, heading?: string): string[][] {
  const text = heading === undefined ? document : section(document, heading);
  const lines = text.split('\n');
  return lines
    .filter(
      (line, index) => line.startsWith('|') && !/^\|[\s|-]*$/.test(line) && !/^\|[\s|-]+$/.test(lines[index + 1] ?? ''),
    )
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** What stands under a heading of the second level. */
export function section(document: string, heading: string): string {
  const found = document.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  if (found === undefined) throw new Error(`There is no heading ${heading}`);
  return found;
}

/** The names in backticks. */
export const quoted = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

/** The anchor that a heading gets. */
export function anchorOf(heading: string): string {
  const plain = heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '');
  return plain.trim().replaceAll(' ', '-');
}
