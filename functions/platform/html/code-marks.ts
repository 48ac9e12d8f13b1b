import { type Html, html } from './html.ts';

/** A text in which what stands between two backticks is code; a backtick without its other one stays as it is. */
export function codeMarks(text: string): readonly Html[] {
  const parts = text.split('`');
  const pairs = parts.length - (parts.length % 2 === 0 ? 1 : 0);
  return parts.map((part, index) => {
    if (index >= pairs) return html`${'`'}${part}`;
    return index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`;
  });
}
