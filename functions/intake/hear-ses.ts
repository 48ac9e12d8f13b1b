import * as z from 'zod';
import { mailAddress } from '#platform/mail/mail-address.ts';
import { REFERENCE_TAG } from '#platform/mail/reference-tag.ts';
import { fromMillis, type Instant } from '#platform/time/instant.ts';
import { codeOf, type Receipt } from './receipts.ts';
import type { Met } from './suppression/suppression.ts';

/** What SES tells of a mail: docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
const Recipient = z.object({ emailAddress: z.string() });
const Detail = z.object({
  eventType: z.string(),
  mail: z.object({
    messageId: z.string().min(1).max(200),
    timestamp: z.string().optional(),
    tags: z.record(z.string(), z.array(z.string())).default({}),
  }),
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
  readonly receipt?: Pick<Receipt, 'status' | 'because'>;
  /** What the house gave the mail along, to come back with everything that is told of it. */
  readonly reference?: string;
  /** What SES called the mail. */
  readonly providerId: string;
  readonly sentAt: Instant;
  readonly at: Instant;
  readonly addresses: readonly string[];
  readonly met: Met;
};

/** What an event of SES says; nothing when it is of another kind. A bounce that may pass is no failure yet: it is counted only. */
export function hearSes(detail: unknown, heardAt: Instant): HeardMail | undefined {
  const { data } = Detail.safeParse(detail);
  if (!data) return undefined;
  const { mail, delivery, bounce, complaint } = data;
  const [reference] = mail.tags[REFERENCE_TAG] ?? [];
  const about = {
    ...{ providerId: mail.messageId, sentAt: momentOf(mail, heardAt) },
    ...(reference !== undefined && { reference }),
  };
  const told = (status: Receipt['status'], met: Met, because?: string) => ({
    receipt: { status, ...(because && { because: codeOf(because) }) },
    ...{ ...about, met },
  });
  if (bounce) {
    const { bounceType, bounceSubType } = bounce;
    const all = bounce.bouncedRecipients.map(({ emailAddress }) => emailAddress);
    const where = whom(bounce, all, heardAt);
    if (bounceType === 'Transient') return { ...about, met: 'softBounce', ...where };
    const met = bounceType === 'Permanent' ? 'hardBounce' : 'softBounce';
    return { ...told('failed', met, `${bounceType}.${bounceSubType}`), ...where };
  }
  if (complaint) {
    const all = complaint.complainedRecipients.map(({ emailAddress }) => emailAddress);
    return { ...told('complained', 'complaint'), ...whom(complaint, all, heardAt) };
  }
  return delivery && { ...told('delivered', 'delivered'), ...whom(delivery, delivery.recipients, heardAt) };
}

type Timed = { readonly timestamp?: string | undefined };

function whom(told: Timed, all: readonly string[], heardAt: Instant) {
  const addresses = all.flatMap((address) => mailAddress(address.replace(/^.*<|>.*$/g, '').trim()) ?? []);
  return { addresses, at: momentOf(told, heardAt) };
}

function momentOf({ timestamp = '' }: Timed, heardAt: Instant): Instant {
  const millis = Date.parse(timestamp);
  return Number.isNaN(millis) ? heardAt : fromMillis(millis);
}
