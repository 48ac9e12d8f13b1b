import { type Route, route } from '#platform/http/endpoint.ts';
import { ListNoticesInput, listNotices, NoticePage } from './list-notices.ts';
import { NoticeView } from './notice-view.ts';
import { ReadNoticeInput, readNotice } from './read-notice.ts';

type Needs = Parameters<typeof listNotices>[0] & Parameters<typeof readNotice>[0];

/** What somebody of the house is told on the desk. */
export const routes: readonly Route<Needs>[] = [
  route({
    method: 'GET',
    path: '/v1/notices',
    may: 'notice.read',
    does: 'List your notices',
    input: ListNoticesInput,
    answer: { status: 200, schema: NoticePage },
    run: listNotices,
  }),
  route({
    method: 'POST',
    path: '/v1/notices/{noticeId}/read',
    may: 'notice.read',
    does: 'Say that you read a notice',
    input: ReadNoticeInput,
    answer: { status: 200, schema: NoticeView },
    run: readNotice,
  }),
];
