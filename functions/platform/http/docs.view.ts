import { type Html, html, page } from '#platform/html/html.ts';

type Schema = { readonly properties?: Readonly<Record<string, unknown>>; readonly required?: readonly string[] };
type Operation = {
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
};
type OpenApi = {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

/** The API as a page a person reads: every route, what it does, what it takes. */
export function docsPage({ info, paths }: OpenApi): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  return page(
    { title: `${info.title} API ${info.version}`, language: 'en' },
    html`<h1>${info.title} API ${info.version}</h1>
      <p>${info.description} The same as OpenAPI 3.1: <a href="/openapi.json">/openapi.json</a></p>
      ${operations.map(section)}`,
  );
}

function section({ path, method, operation }: { path: string; method: string; operation: Operation }): Html {
  const body = operation.requestBody?.content['application/json']?.schema;
  const asked = operation.parameters.filter((parameter) => parameter.in !== 'header');
  return html`<section>
    <h2><code>${method} ${path}</code></h2>
    <p>${operation.summary}. ${operation.description}</p>
    ${asked.length > 0 && html`<p>${asked.map(({ name, in: place }) => html`<code>${name}</code> (${place}) `)}</p>`}
    ${body && html`<details><summary>Body</summary><pre>${JSON.stringify(body, null, 2)}</pre></details>`}
  </section>`;
}
