import * as z from 'zod';
import { fromMillis, type Instant } from '#platform/time/instant.ts';
import { heardList } from './heard-list.ts';
import type { HeardSms, SmsReceipt, SmsReply } from './heard-sms.ts';
import { phoneE164 } from './phone-e164.ts';
import { ToldPart } from './told-part.ts';

const Id = z.union([z.string().min(1).max(128), z.int()]).transform(String);

/** What a person sent. */
const Reply = z.object({
  id: Id,
  from: z
    .string()
    .transform((text) => phoneE164(text))
    .pipe(z.string()),
  to: z.string().max(64).default(''),
  text: z.string().max(10_000),
  at: z.iso.datetime({ offset: true }).optional(),
  part: ToldPart.optional(),
});

/** What became of a message of ours. */
const Report = z.object({ id: Id, status: z.enum(['delivered', 'failed']), code: z.string().max(64).default('') });

/** What a gateway of any make tells in the house's own form, replies and receipts alike, one or a list in one call. */
export function readGateway(body: unknown, heardAt: Instant): HeardSms {
  return heardList(body, (entry) => readReply(entry, heardAt) ?? readReport(entry));
}

function readReply(entry: unknown, heardAt: Instant): SmsReply | undefined {
  const { data } = Reply.safeParse(entry);
  if (!data) return undefined;
  const { id, from, to, text, at, part } = data;
  return {
    ...{ kind: 'reply', provider: 'gateway', id, from, to, text, at: at ? fromMillis(Date.parse(at)) : heardAt },
    ...(part && { parts: part }),
  };
}

function readReport(entry: unknown): SmsReceipt | undefined {
  const { data } = Report.safeParse(entry);
  return data && { kind: 'receipt', provider: 'gateway', ...data };
}
