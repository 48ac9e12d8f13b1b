import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { linksTo, listPage, PageLinks, PageMeta, pageQuery } from '#platform/http/list-page.ts';
import { ok } from '#platform/http/reply.ts';
import type { NoticeStore } from './notice-store.ts';
import { NoticeView, noticeView } from './notice-view.ts';

export const ListNoticesInput = {
  query: z.strictObject({
    unread: z.enum(['true', 'false']).default('false'),
    ...pageQuery(25),
  }),
};

export const NoticePage = z.object({
  notices: z.array(NoticeView),
  meta: PageMeta,
  links: PageLinks,
});

type Needs = { notices: Pick<NoticeStore, 'list'>; cursorSecret: () => Promise<string> };

/** What the caller was told, newest first, in the language they ask for. */
export const listNotices =
  ({ notices, cursorSecret }: Needs) =>
  async ({ query, actor, language }: Call<typeof ListNoticesInput>) => {
    const { unread } = query;
    const { size, after, meta } = listPage(await cursorSecret(), `notices ${actor.id} ${unread}`, query);
    const page = await notices.list(actor.id, { unread: unread === 'true' }, size, after);
    const told = meta(page.after);
    return ok({
      notices: page.items.map((notice) => noticeView(notice, language)),
      meta: told,
      links: linksTo('/v1/notices', query, told),
    });
  };
