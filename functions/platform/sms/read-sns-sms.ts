import * as z from 'zod';
import { fromMillis, type Instant } from '#platform/time/instant.ts';
import { heardList } from './heard-list.ts';
import type { HeardSms, SmsReceipt, SmsReply } from './heard-sms.ts';
import { phoneE164 } from './phone-e164.ts';
import { ToldPart } from './told-part.ts';

const Short = z.string().max(128);
const Event = z.object({
  Records: z.array(z.object({ Sns: z.object({ Message: z.string(), Timestamp: z.string().optional() }) })),
});

/** What a person sent: docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms-payload.html */
const Reply = z.object({
  originationNumber: Short,
  destinationNumber: Short,
  messageBody: z.string().max(10_000),
  inboundMessageId: Short.min(1),
  part: ToldPart.optional(), // AWS joins long messages itself; another gateway that publishes here may not
});

/** What became of a message: docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-format.html */
const Report = z.object({ eventType: z.string().startsWith('TEXT_').max(64), messageId: Short.min(1) });

const FAILED = new Set([
  ...['TEXT_INVALID', 'TEXT_INVALID_MESSAGE', 'TEXT_UNREACHABLE', 'TEXT_CARRIER_UNREACHABLE', 'TEXT_BLOCKED'],
  ...['TEXT_CARRIER_BLOCKED', 'TEXT_PROTECT_BLOCKED', 'TEXT_SPAM', 'TEXT_TTL_EXPIRED'],
]);

/** What AWS End User Messaging tells by an SNS topic, as the Lambda event: replies and receipts. */
export function readSnsSms(event: unknown, heardAt: Instant): HeardSms {
  const { data } = Event.safeParse(event);
  if (!data) return { heard: [], unreadable: 1 };
  return heardList(data.Records, (record) => {
    const { Message, Timestamp } = (record as (typeof data.Records)[number]).Sns;
    const told = parsed(Message);
    return readReply(told, momentOf(Timestamp) ?? heardAt) ?? readReport(told);
  });
}

function readReply(told: unknown, at: Instant): SmsReply | undefined {
  const { data } = Reply.safeParse(told);
  const from = data && phoneE164(data.originationNumber);
  if (!data || !from) return undefined;
  const { inboundMessageId: id, destinationNumber: to, messageBody: text } = data;
  return { kind: 'reply', provider: 'aws', id, from, to, text, at, ...(data.part && { parts: data.part }) };
}

function readReport(told: unknown): SmsReceipt | undefined {
  const { data } = Report.safeParse(told);
  if (!data) return undefined;
  const { messageId: id, eventType: code } = data;
  const known = code === 'TEXT_DELIVERED' ? 'delivered' : 'failed';
  const status = code === 'TEXT_DELIVERED' || FAILED.has(code) ? known : 'unknown';
  return { kind: 'receipt', provider: 'aws', id, status, code };
}

function momentOf(text = ''): Instant | undefined {
  const millis = Date.parse(text);
  return Number.isNaN(millis) ? undefined : fromMillis(millis);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
