import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import { openCursor, sealCursor } from '#platform/store/cursor.ts';
import type { NoticeStore } from './notice-store.ts';
import { NoticeView, noticeView } from './notice-view.ts';

const MOST = 100;

export const ListNoticesInput = {
  query: z.strictObject({
    unread: z.enum(['true', 'false']).default('false'),
    'page[size]': z
      .string()
      .regex(/^\d{1,3}$/, 'is not a number')
      .transform(Number)
      .pipe(z.int().min(1).max(MOST))
      .default(25),
    'page[after]': z.string().max(2_000).optional(),
  }),
};

export const NoticePage = z.object({
  notices: z.array(NoticeView),
  meta: z.object({ hasMore: z.boolean(), afterCursor: z.string().optional() }),
  links: z.object({ next: z.string().optional() }),
});

type Needs = { notices: Pick<NoticeStore, 'list'>; cursorSecret: () => Promise<string> };

/** What the caller was told, newest first, in the language they ask for. */
export const listNotices =
  ({ notices, cursorSecret }: Needs) =>
  async ({ query, actor, language }: Call<typeof ListNoticesInput>) => {
    const { unread, 'page[size]': size, 'page[after]': cursor } = query;
    const list = `notices ${actor.id} ${unread}`;
    const secret = await cursorSecret();
    const after = cursor === undefined ? undefined : z.string().parse(openCursor(secret, list, cursor));
    const page = await notices.list(actor.id, { unread: unread === 'true' }, size, after);
    const afterCursor = page.after && sealCursor(secret, list, page.after);
    return ok({
      notices: page.items.map((notice) => noticeView(notice, language)),
      meta: { hasMore: afterCursor !== undefined, ...(afterCursor && { afterCursor }) },
      links: { ...(afterCursor && { next: nextLink(unread, size, afterCursor) }) },
    });
  };

function nextLink(unread: string, size: number, after: string): string {
  const query = { unread, 'page[size]': String(size), 'page[after]': after };
  return `/v1/notices?${new URLSearchParams(query).toString()}`;
}
