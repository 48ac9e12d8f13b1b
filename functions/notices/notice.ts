import * as z from 'zod';
import { ClockKind } from '#clocks/clock.ts';
import { Instant } from '#platform/time/instant.ts';
import { StaffRole } from '#staff/staff.ts';
import { IssueClass, TicketId } from '#tickets/ticket.ts';
import { Template } from './template.ts';

export const Channel = z.enum(['inApp', 'mail', 'sms', 'none']);
export type Channel = z.infer<typeof Channel>;

/** What a provider says became of a message, with its code where it gives one. */
const Receipt = z.strictObject({
  status: z.enum(['delivered', 'failed', 'complained']),
  at: Instant,
  because: z.string().optional(),
});
export type Receipt = z.infer<typeof Receipt>;

/** Why an answer did not reach a customer. */
export const Untold = z.enum(['noAddress', 'suppressed', 'refused', 'noConsent', 'country', 'capped', 'failed']);
export type Untold = z.infer<typeof Untold>;

/** What a person said, as a notice brought it: whole, masked, or masked and cut to a text message. */
const Brought = z.strictObject({ messageId: z.string(), as: z.enum(['whole', 'masked', 'short']) });
export type Brought = z.infer<typeof Brought>;

const Common = z.object({
  personId: z.string(),
  channel: Channel,
  eventId: z.string(),
  at: Instant,
  template: Template,
  language: z.enum(['zh-CN', 'en']),
  ticketId: TicketId,
  openedAt: Instant,
  class: IssueClass,
  level: z.int().optional(),
  clock: z.strictObject({ kind: ClockKind, dueAt: Instant }).optional(),
  why: Untold.optional(),
  fallbackFor: StaffRole.optional(),
  brought: Brought.optional(),
  attempts: z.int().min(0),
  /** It was counted against the caps, which is done once however often it is tried. */
  counted: z.literal(true).optional(),
  /** A provider took it and said nothing: it may have gone already. */
  doubted: z.literal(true).optional(),
  /** That its customer did not get it was told, which is done once. */
  toldOf: z.literal(true).optional(),
  version: z.int().min(0),
});

/**
 * What one person is told of one event on one channel, and whether it arrived. No address and no text: both are looked up and
 * worded when it is sent. Claimed means that somebody is sending it, until the lease runs out; failed, that it is tried again unless that is
 * final; withheld, that it is not sent on purpose.
 */
export const Notice = z.discriminatedUnion('state', [
  Common.extend({ state: z.literal('claimed'), leaseUntil: Instant }),
  Common.extend({
    state: z.literal('sent'),
    sentAt: Instant,
    providerId: z.string().optional(),
    receipt: Receipt.optional(),
    readAt: Instant.optional(),
  }),
  Common.extend({
    state: z.literal('failed'),
    failedAt: Instant,
    because: z.string(),
    final: z.literal(true).optional(),
  }),
  Common.extend({ state: z.literal('undeliverable') }),
  Common.extend({ state: z.literal('withheld'), because: z.string() }),
]);
export type Notice = z.infer<typeof Notice>;
export type Claimed = Extract<Notice, { state: 'claimed' }>;
export type Failed = Extract<Notice, { state: 'failed' }>;

/** There is one notice per event, person and channel. */
export type NoticeKey = Pick<Notice, 'personId' | 'channel' | 'at' | 'eventId'>;

/** The notice before anything was done about it. */
export type NewNotice = Omit<z.infer<typeof Common>, 'attempts' | 'counted' | 'doubted' | 'toldOf' | 'version'>;
