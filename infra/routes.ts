import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { entryPoints } from './bundle.ts';

/** What the API needs to know of a route: the rest is the function's business. */
export type HttpRoute = {
  readonly method: string;
  readonly path: string;
  /** The permission it needs; without one it is open, and says why. */
  readonly may?: string;
  readonly open?: string;
  readonly does: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly answer: { readonly status: number; readonly schema: unknown };
};

/** The route tables by the folder of their entry point, a room's or a part of one, read from the entry points themselves so that no route is written twice. */
export type RouteTables = Readonly<Record<string, readonly HttpRoute[]>>;

export async function routeTables(): Promise<RouteTables> {
  const tables: Record<string, readonly HttpRoute[]> = {};
  for (const entry of entryPoints()) {
    if (!entry.endsWith('/api.lambda.ts')) continue;
    const url = pathToFileURL(resolve(import.meta.dirname, '../functions', entry));
    const { routes } = (await import(url.href)) as { routes: readonly HttpRoute[] };
    tables[entry.slice(0, entry.lastIndexOf('/'))] = routes;
  }
  return tables;
}
