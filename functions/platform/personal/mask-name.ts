import { surnameOf } from './surname.ts';

export type Title = 'mr' | 'ms';

const LONGEST = 120;
const SPOKEN: Readonly<Record<Title, string>> = { mr: '先生', ms: '女士' };
const WRITTEN: Readonly<Record<Title, string>> = { mr: 'Mr', ms: 'Ms' };
const AFTER: readonly (readonly [string, Title])[] = [
  ['先生', 'mr'],
  ['女士', 'ms'],
  ['小姐', 'ms'],
  ['太太', 'ms'],
];
const BEFORE = /^(mrs|mr|miss|ms)\b\.? */i;
const CHINESE = /^\p{Script=Han}/u;
const DOT = /[·•・‧]/;

/**
 * A name as others may see it: 张先生 or 李女士 where the title is known or part of the name, else 张**; the first part
 * of a name with a dot; initials of any other. What is masked already stays as it is.
 */
export function maskName(name: string, title?: Title): string {
  const whole = name.slice(0, LONGEST).trim();
  const { bare, said } = withoutTitle(whole);
  if (bare === '') return whole;
  return CHINESE.test(bare) ? chinese(bare, said ?? title) : initials(bare, said ?? title);
}

function withoutTitle(name: string): { bare: string; said?: Title } {
  const after = AFTER.find(([word]) => name.endsWith(word));
  if (after) return { bare: name.slice(0, -after[0].length).trim(), said: after[1] };
  const before = BEFORE.exec(name);
  if (!before) return { bare: name };
  const said = before[1]?.toLowerCase() === 'mr' ? 'mr' : 'ms';
  return { bare: name.slice(before[0].length).trim(), said };
}

function chinese(name: string, title: Title | undefined): string {
  const called = title && SPOKEN[title];
  const [first = '', ...others] = name.split(DOT);
  if (others.length > 0) return `${first}·*${called ?? ''}`;
  const surname = surnameOf(name) ?? Array.from(name)[0] ?? '';
  return `${surname}${called ?? '**'}`;
}

function initials(name: string, title: Title | undefined): string {
  const masked = name
    .split(/\s/)
    .filter((part) => part !== '')
    .map((part) => `${Array.from(part)[0]}*`);
  return [...(title ? [WRITTEN[title]] : []), ...masked].join(' ');
}
