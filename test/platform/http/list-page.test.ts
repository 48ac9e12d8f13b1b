import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { linksTo, listPage, PageMeta, pageQuery } from '#platform/http/list-page.ts';

const Query = z.strictObject({ state: z.string().optional(), ...pageQuery(25) });
const first = Query.parse({});

describe('asking for a page of a list', () => {
  it.each([
    [{}, 25],
    [{ 'page[size]': '1' }, 1],
    [{ 'page[size]': '100' }, 100],
  ])('as %j gives %d entries from the first on', (query, size) => {
    expect(listPage('secret', 'tickets', Query.parse(query))).toMatchObject({ size, after: undefined });
  });

  it.each(['0', '101', '-1', '1.5', 'many', ''])('of %j entries is refused', (size) => {
    expect(Query.safeParse({ 'page[size]': size }).success).toBe(false);
  });

  it('goes on where the page before ended', () => {
    const { afterCursor } = listPage('secret', 'tickets', first).meta('2026-03-02#tkt_1');
    const second = Query.parse({ 'page[after]': afterCursor });

    expect(listPage('secret', 'tickets', second).after).toBe('2026-03-02#tkt_1');
    expect(() => listPage('secret', 'notices', second)).toThrow(expect.objectContaining({ code: 'page.cursor' }));
  });

  it('ends where no place is left', () => {
    const meta = listPage('secret', 'tickets', first).meta(undefined);

    expect(PageMeta.parse(meta)).toEqual({ hasMore: false });
    expect(linksTo('/v1/tickets', first, meta)).toEqual({});
  });

  it('links to the page behind it with the filters of this one', () => {
    const query = Query.parse({ state: 'open', 'page[size]': '2', 'page[after]': 'old' });
    const { next = '' } = linksTo('/v1/tickets', query, { hasMore: true, afterCursor: 'new' });
    const { pathname, searchParams } = new URL(next, 'https://example.com');

    expect(pathname).toBe('/v1/tickets');
    expect(Object.fromEntries(searchParams)).toEqual({ state: 'open', 'page[size]': '2', 'page[after]': 'new' });
  });
});
