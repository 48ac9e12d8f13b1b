import { codeMarks } from '#platform/html/code-marks.ts';
import { type Html, html, page } from '#platform/html/html.ts';
import { DOCS_WORDS } from './docs-words.ts';
import { ROUTES_IN_CHINESE } from './routes-in-chinese.ts';
import type { Language } from './words.ts';

type Schema = { readonly properties?: Readonly<Record<string, unknown>>; readonly required?: readonly string[] };
type Operation = {
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly 'x-permission'?: string;
  readonly 'x-open'?: string;
};
export type OpenApi = {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
type Listed = { readonly path: string; readonly method: string; readonly operation: Operation };
type Group = { readonly tag: string; readonly listed: readonly Listed[] };

/** The API as a page a person reads: every route by its group, what it does, what it takes; each has an address of its own. */
export function docsPage({ info, paths }: OpenApi, language: Language): string {
  const words = DOCS_WORDS[language];
  const listed = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const groups = [...Map.groupBy(listed, ({ operation }) => operation.tags[0] ?? '')].map(([tag, of]) => ({
    tag,
    listed: of,
  }));
  const title = `${info.title} ${words.title} ${info.version}`;
  return page(
    { title, language },
    html`<h1>${title}</h1>
      <p>${codeMarks(words.about ?? info.description)}</p>
      <p>${words.same} <a href="/openapi.json">/openapi.json</a> ·
        <a href="/docs?lang=${words.other.language}" lang="${words.other.language}">${words.other.name}</a></p>
      <nav aria-label="${words.contents}"><h2>${words.contents}</h2>${groups.map((group) => contents(group, language))}</nav>
      ${groups.map((group) => chapter(group, language))}`,
  );
}

function contents({ tag, listed }: Group, language: Language): Html {
  return html`<details><summary>${nameOf(tag, language)} (${listed.length})</summary><ul>
    ${listed.map((one) => html`<li><a href="#${anchorOf(one)}">${route(one)}</a> ${said(one.operation.summary, language)}</li>`)}
  </ul></details>`;
}

function chapter({ tag, listed }: Group, language: Language): Html {
  return html`<section><h2>${nameOf(tag, language)}</h2>${listed.map((one) => section(one, language))}</section>`;
}

function section(one: Listed, language: Language): Html {
  const { operation } = one;
  const words = DOCS_WORDS[language];
  const body = operation.requestBody?.content['application/json']?.schema;
  const asked = operation.parameters.filter((parameter) => parameter.in !== 'header');
  const place = (of: string) => words.places[of] ?? of;
  return html`<section id="${anchorOf(one)}">
    <h3><a href="#${anchorOf(one)}">${route(one)}</a></h3>
    <p>${said(operation.summary, language)}${words.stop}${whoMay(operation, language)}</p>
    ${asked.length > 0 && html`<p>${asked.map((of) => html`<code>${of.name}</code> (${place(of.in)}) `)}</p>`}
    ${body && html`<details><summary>${words.body}</summary><pre lang="en">${JSON.stringify(body, null, 2)}</pre></details>`}
  </section>`;
}

function whoMay({ 'x-permission': permission, 'x-open': open = '' }: Operation, language: Language): Html {
  const words = DOCS_WORDS[language];
  return permission === undefined
    ? html`${words.open}${said(open, language)}${words.stop}`
    : html`${words.permission} <code>${permission}</code>${words.stop}`;
}

/** A sentence of the document in the reader's language, in English where it has no other words. */
function said(english: string, language: Language): Html {
  if (language === 'en') return html`${codeMarks(english)}`;
  const chinese = ROUTES_IN_CHINESE[english];
  return chinese === undefined ? html`<span lang="en">${codeMarks(english)}</span>` : html`${chinese}`;
}

const nameOf = (tag: string, language: Language): string => DOCS_WORDS[language].groups[tag] ?? tag;

// A long path breaks after a slash before it breaks anywhere else.
const route = ({ method, path }: Listed): Html =>
  html`<code>${method} ${path.split('/').map((part, index) => html`${index > 0 && html`/<wbr>`}${part}`)}</code>`;

const anchorOf = ({ method, path }: Listed): string =>
  `${method}${path}`
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');
