import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { deliver } from '#notices/deliver.ts';
import { listNotices, type NoticePage } from '#notices/list-notices.ts';
import { readNotice } from '#notices/read-notice.ts';
import { at } from '#platform/time/instant.ts';
import { memoryNotices } from './memory-notices.ts';
import { aBreach, aDirectory, aTicket, TICKET_ID } from './some.ts';

const noon = at('2026-03-02T12:20:00Z');
const mira = { id: 'mira', roles: ['agent'], app: 'desk' } as const;
const theo = { id: 'theo', roles: ['teamLeader'], app: 'desk' } as const;

/** A desk on which Mira and Theo were told of three levels of one breach. */
async function aDesk() {
  const notices = memoryNotices();
  const needs = { notices, clock: () => noon, cursorSecret: async () => 'secret' };
  const told = deliver({
    ...needs,
    tickets: { find: async () => aTicket() },
    staff: { directory: async () => aDirectory() },
    senders: {},
    correspondence: { contact: async () => ({}), said: async () => undefined, letterhead: async () => undefined },
    permit: { forbids: async () => undefined, counts: async () => true },
  });
  for (const level of [1, 2, 3]) {
    const id = `${TICKET_ID}.firstResponse.1.escalate${level}`;
    await told(aBreach({ id, level, at: at(`2026-03-02T12:1${level}:00Z`) }));
  }
  const keep = () => ({ writes: () => [] });
  return {
    list: async (query: object = {}, language: 'zh-CN' | 'en' = 'en') => {
      const asked = { unread: 'false', 'page[size]': 25, 'page[after]': undefined, ...query } as const;
      const call = { query: asked, actor: mira, language, keep, path: undefined, body: undefined, from: '' };
      return (await listNotices(needs)(call)).body as z.infer<typeof NoticePage>;
    },
    read: (noticeId: string, actor: typeof mira | typeof theo = mira) =>
      readNotice(needs)({
        path: { noticeId },
        actor,
        language: 'en',
        keep,
        query: undefined,
        body: undefined,
        from: '',
      }),
  };
}

describe('the notices on a desk', () => {
  it("are the caller's own, newest first", async () => {
    const { notices } = await (await aDesk()).list();

    expect(notices.map(({ level, read }) => [level, read])).toEqual([
      [3, false],
      [2, false],
      [1, false],
    ]);
  });

  it.each([
    ['en', 'Level 3: the first response of ticket MN8FQ2'],
    ['zh-CN', '工单 MN8FQ2（B类）的首次响应'],
  ] as const)('are worded in %s when asked for', async (language, beginning) => {
    const { notices } = await (await aDesk()).list({}, language);

    expect(notices[0]?.text.startsWith(beginning)).toBe(true);
  });

  it('come in pages that miss nothing', async () => {
    const desk = await aDesk();
    const first = await desk.list({ 'page[size]': 2 });
    const second = await desk.list({ 'page[size]': 2, 'page[after]': first.meta.afterCursor });

    expect([...first.notices, ...second.notices].map(({ level }) => level)).toEqual([3, 2, 1]);
    expect([first.meta.hasMore, second.meta.hasMore]).toEqual([true, false]);
  });

  it('are unread until the caller says otherwise', async () => {
    const desk = await aDesk();
    const { notices } = await desk.list();
    await desk.read(notices[0]?.id ?? '');

    expect((await desk.list({ unread: 'true' })).notices.map(({ level }) => level)).toEqual([2, 1]);
    expect((await desk.list()).notices[0]?.read).toBe(true);
  });

  it.each(['nonsense', 'MjAyNi0wMy0wMlQxMjoxMTowMC4wMDBaI3h5eg'])('cannot be read as %s', async (id) => {
    const desk = await aDesk();

    await expect(desk.read(id)).rejects.toMatchObject({ code: 'notice.missing' });
  });
});
