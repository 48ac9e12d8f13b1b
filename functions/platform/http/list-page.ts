import * as z from 'zod';
import { openCursor, sealCursor } from '#platform/store/cursor.ts';

const MOST = 100;

/** The part of a query that asks for one page of a list: `size` entries unless it says otherwise. */
export const pageQuery = (size: number) => ({
  'page[size]': z
    .string()
    .regex(/^\d{1,5}$/, 'is not a number')
    .transform(Number)
    .pipe(z.int().min(1).max(MOST))
    .default(size),
  'page[after]': z.string().max(2_000).optional(),
});

/** Whether there is more, and the cursor to ask for it with. */
export const PageMeta = z.object({ hasMore: z.boolean(), afterCursor: z.string().optional() });
export const PageLinks = z.object({ next: z.string().optional() });

type Asked = { readonly 'page[size]': number; readonly 'page[after]'?: string | undefined };

/** One page that was asked for: how long it is, where it starts, and how its answer names the one behind it. */
export type ListPage = {
  readonly size: number;
  /** The place the page before ended at. */
  readonly after: string | undefined;
  /** What the answer says of a page that ends at `last`; without it the list ends here. */
  meta(last: string | undefined): z.infer<typeof PageMeta>;
};

/** The page a query asks for; `list` names what its cursors open: refuses one of another list. */
export function listPage(secret: string, list: string, query: Asked): ListPage {
  const cursor = query['page[after]'];
  return {
    size: query['page[size]'],
    after: cursor === undefined ? undefined : z.string().parse(openCursor(secret, list, cursor)),
    meta: (last) =>
      last === undefined ? { hasMore: false } : { hasMore: true, afterCursor: sealCursor(secret, list, last) },
  };
}

/** The address of the page behind this one, asked for as this one was. */
export function linksTo(path: string, query: Asked, { afterCursor }: z.infer<typeof PageMeta>) {
  if (afterCursor === undefined) return {};
  const next = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, 'page[after]': afterCursor })) {
    if (value !== undefined) next.set(name, String(value));
  }
  return { next: `${path}?${next.toString()}` };
}
