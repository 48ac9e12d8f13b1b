import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import type { Clock } from '#platform/time/instant.ts';
import type { Notice } from './notice.ts';
import type { NoticeStore } from './notice-store.ts';
import { deskNotice, noSuchNotice, noticeView } from './notice-view.ts';

const LONGEST_ID = 400;

export const ReadNoticeInput = {
  path: z.strictObject({
    noticeId: z
      .string()
      .max(LONGEST_ID)
      .regex(/^[\w-]+$/, 'is not the id of a notice'),
  }),
  body: z.strictObject({}).optional(),
};

type Needs = { notices: Pick<NoticeStore, 'markRead'>; clock: Clock };

/** Notes that the caller read a notice of theirs; the first time counts. */
export const readNotice =
  ({ notices, clock }: Needs) =>
  async ({ path, actor, language, keep }: Call<typeof ReadNoticeInput>) => {
    const key = deskNotice(actor.id, path.noticeId);
    if (!key) throw noSuchNotice();
    const answer = (notice: Notice) => ok(noticeView(notice, language));
    return answer(await notices.markRead(key, clock(), keep(answer)));
  };
