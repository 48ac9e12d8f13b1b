/** Text that is safe inside a page: made by `html` only. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (symbol) => ENTITIES[symbol] ?? '');

type Part = Html | string | number | false | undefined | null | readonly Part[];

function rendered(part: Part): string {
  if (part instanceof Html) return part.text;
  if (part === false || part === undefined || part === null) return '';
  return typeof part === 'object' ? part.map(rendered).join('') : escaped(String(part));
}

/** A piece of a page: everything put into it is escaped, except other pieces. */
export function html(texts: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(texts.reduce((page, text, index) => page + rendered(parts[index - 1]) + text));
}

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#1b1f24;background:#fff;overflow-wrap:anywhere}
h2{font-size:1.2rem;border-top:1px solid #d0d7de;padding-top:1rem}h3{font-size:1.05rem;margin:1.5rem 0 .5rem}h3 a{text-decoration:none}
code,pre{background:#f3f4f6;border-radius:4px;padding:.1em .3em;box-decoration-break:clone}pre{overflow:auto;overflow-wrap:normal;padding:.6em}
a{color:#0550ae}summary{padding:.3rem 0;cursor:pointer}nav ul{margin:0;padding-left:1.2rem}nav li{padding:.25rem 0}:target{outline:2px solid #0550ae;outline-offset:.3rem}
@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}code,pre{background:#161b22}a{color:#79c0ff}}`;

/** A whole page around its content. */
export function page({ title, language }: { title: string; language: string }, content: Html): string {
  return `<!doctype html><html lang="${escaped(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><main>${content.text}</main></body></html>`;
}

const FOREIGN_STYLE = `:root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
pre{white-space:pre-wrap}blockquote{margin:.5rem 0;padding-inline-start:.8rem;border-inline-start:2px solid #8888}td,th{vertical-align:top}`;

/**
 * A whole page around what somebody else wrote in HTML, which must be harmless already: it stands in as it is. It is as wide as
 * the screen and runs as its first letters do; `language` is that of the writer as far as anybody knows.
 */
export function foreignPage({ title, language }: { title: string; language: string }, harmless: string): string {
  return `<!doctype html><html lang="${escaped(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title><style>${FOREIGN_STYLE}</style></head><body><main dir="auto">${harmless}</main></body></html>`;
}
