import { describe, expect, it } from 'vitest';
import { anchorOf, code, read } from './read.ts';

const sections = read('docs/runbook.md')
  .split(/^## /m)
  .slice(1)
  .map((text) => ({ anchor: anchorOf(text.slice(0, text.indexOf('\n'))), text }));

describe('the runbook', () => {
  it('has a page for every alarm, and none else', () => {
    const wanted = [...code('infra/**/*.ts').matchAll(/runbook: '([^']+)'/g)].map(([, anchor]) => anchor);

    expect(sections.map(({ anchor }) => anchor).sort()).toEqual([...new Set(wanted)].sort());
  });

  it.each(sections)('says of $anchor what rang, what is lost, why, and what to do', ({ text }) => {
    const bold = [...text.matchAll(/^\*\*(.+)\.\*\*/gm)].map(([, words]) => words);

    expect(bold).toEqual(['Trigger', 'What the customer loses', 'Likely causes', 'What to do']);
    expect(text).toMatch(/^1\. /m);
  });
});
