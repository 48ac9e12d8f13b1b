import * as z from 'zod';
import { mailAddress } from '#platform/mail/mail-address.ts';
import { fromMillis, type Instant } from '#platform/time/instant.ts';
import type { Receipt } from './receipts.ts';
import type { Met } from './suppression/suppression.ts';

/** What SES tells of a mail: docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
const Recipient = z.object({ emailAddress: z.string() });
const Detail = z.object({
  eventType: z.string(),
  mail: z.object({ messageId: z.string().min(1).max(200), timestamp: z.string().optional() }),
  delivery: z.object({ timestamp: z.string().optional(), recipients: z.array(z.string()).default([]) }).optional(),
  bounce: z
    .object({
      timestamp: z.string().optional(),
      bounceType: z.string(),
      bounceSubType: z.string().default(''),
      bouncedRecipients: z.array(Recipient).default([]),
    })
    .optional(),
  complaint: z
    .object({ timestamp: z.string().optional(), complainedRecipients: z.array(Recipient).default([]) })
    .optional(),
});

/** What an event says: a receipt unless it is not over, when it was, and what is to be known of whom it went to. */
export type HeardMail = {
  readonly receipt?: Receipt;
  /** What SES called the mail. */
  readonly providerId: string;
  readonly at: Instant;
  readonly addresses: readonly string[];
  readonly met: Met;
};

/** What an event of SES says; nothing when it is of another kind. A bounce that may pass is no failure yet: it is counted only. */
export function hearSes(detail: unknown, heardAt: Instant): HeardMail | undefined {
  const { data } = Detail.safeParse(detail);
  if (!data) return undefined;
  const { mail, delivery, bounce, complaint } = data;
  const providerId = mail.messageId;
  const told = (status: Receipt['status'], met: Met, because?: string) => ({
    receipt: { provider: 'ses' as const, providerId, status, because },
    ...{ providerId, met },
  });
  if (bounce) {
    const { bounceType, bounceSubType } = bounce;
    const all = bounce.bouncedRecipients.map(({ emailAddress }) => emailAddress);
    const where = whom(bounce, all, heardAt);
    if (bounceType === 'Transient') return { providerId, met: 'softBounce', ...where };
    const met = bounceType === 'Permanent' ? 'hardBounce' : 'softBounce';
    return { ...told('failed', met, `${bounceType}.${bounceSubType}`), ...where };
  }
  if (complaint) {
    const all = complaint.complainedRecipients.map(({ emailAddress }) => emailAddress);
    return { ...told('complained', 'complaint'), ...whom(complaint, all, heardAt) };
  }
  return delivery && { ...told('delivered', 'delivered'), ...whom(delivery, delivery.recipients, heardAt) };
}

function whom({ timestamp = '' }: { timestamp?: string | undefined }, all: readonly string[], heardAt: Instant) {
  const millis = Date.parse(timestamp);
  const addresses = all.flatMap((address) => mailAddress(address.replace(/^.*<|>.*$/g, '').trim()) ?? []);
  return { addresses, at: Number.isNaN(millis) ? heardAt : fromMillis(millis) };
}
