import * as z from 'zod';
import { ClockKind } from '#clocks/clock.ts';
import { Refusal } from '#platform/refusal.ts';
import { Instant } from '#platform/time/instant.ts';
import { TicketId } from '#tickets/ticket.ts';
import type { Notice, NoticeKey } from './notice.ts';
import { Template } from './template.ts';
import { word } from './words.ts';

/** A notice as its reader sees it on the desk. */
export const NoticeView = z.object({
  id: z.string(),
  at: Instant,
  template: Template,
  text: z.string(),
  ticketId: TicketId,
  level: z.int().optional(),
  clock: z.object({ kind: ClockKind, dueAt: Instant }).optional(),
  read: z.boolean(),
});
export type NoticeView = z.infer<typeof NoticeView>;

export function noticeView(notice: Notice, language: Notice['language']): NoticeView {
  const { at, template, ticketId, level, clock } = notice;
  const { short } = word({ ...notice, language });
  const read = notice.state === 'sent' && notice.readAt !== undefined;
  return { id: noticeIdOf(notice), at, template, text: short, ticketId, level, clock, read };
}

/** The name of a notice among those of its reader, for addresses. */
const noticeIdOf = ({ at, eventId }: Pick<NoticeKey, 'at' | 'eventId'>): string =>
  Buffer.from(`${at}#${eventId}`).toString('base64url');

/** The notice on somebody's desk that an id names; none when it is no such id. */
export function deskNotice(personId: string, noticeId: string): NoticeKey | undefined {
  const [at, eventId] = Buffer.from(noticeId, 'base64url').toString().split('#');
  const moment = Instant.safeParse(at);
  return moment.success && eventId ? { personId, channel: 'inApp', at: moment.data, eventId } : undefined;
}

export const noSuchNotice = () => new Refusal('missing', 'notice.missing', 'There is no such notice');
