import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeMarks } from '#platform/html/code-marks.ts';
import { html } from '#platform/html/html.ts';

const shown = (text: string) => html`${codeMarks(text)}`.text;

describe('a text with backticks', () => {
  it.each([
    ['Needs `a.b`, or `c`.', 'Needs <code>a.b</code>, or <code>c</code>.'],
    ['none at all', 'none at all'],
    ['one ` alone', 'one ` alone'],
    ['`a` and ` alone', '<code>a</code> and ` alone'],
    ['`<b>` & co', '<code>&lt;b&gt;</code> &amp; co'],
  ])('%s is shown as %s', (text, page) => {
    expect(shown(text)).toBe(page);
  });

  it('opens no tag of its own', () => {
    return fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(shown(text).replaceAll(/<\/?code>/g, '')).not.toMatch(/[<>]/);
      }),
    );
  });
});
