import * as z from 'zod';
import type { Instant } from '#platform/time/instant.ts';
import { beijingTime } from './beijing-time.ts';
import { heardList } from './heard-list.ts';
import type { HeardSms, SmsReceipt, SmsReply } from './heard-sms.ts';
import { phoneE164 } from './phone-e164.ts';

const Id = z.union([z.string().min(1).max(128), z.int()]).transform(String);
const Phone = z
  .string()
  .transform((text) => phoneE164(text))
  .pipe(z.string());

/** SmsUp, what a person replied: help.aliyun.com/zh/sms/developer-reference/smsup-http */
const Up = z.object({
  phone_number: Phone,
  content: z.string().max(10_000),
  send_time: z.string().optional(),
  dest_code: z.string().max(64).default(''),
  sequence_id: Id,
});

/** SmsReport, what became of a message: help.aliyun.com/zh/sms/developer-reference/smsreport-2 */
const Report = z.object({ biz_id: Id, success: z.boolean(), err_code: z.string().max(64).default('') });

/** What Alibaba Cloud pushes, replies and receipts alike, a list in one call; `heardAt` stands in for a missing time. */
export function readAliyun(body: unknown, heardAt: Instant): HeardSms {
  return heardList(body, (entry) => readUp(entry, heardAt) ?? readReport(entry));
}

function readUp(entry: unknown, heardAt: Instant): SmsReply | undefined {
  const { data } = Up.safeParse(entry);
  return (
    data && {
      ...{ kind: 'reply', provider: 'aliyun', id: data.sequence_id, from: data.phone_number, to: data.dest_code },
      ...{ text: data.content, at: beijingTime(data.send_time ?? '') ?? heardAt },
    }
  );
}

function readReport(entry: unknown): SmsReceipt | undefined {
  const { data } = Report.safeParse(entry);
  const status = data?.success ? 'delivered' : 'failed';
  return data && { kind: 'receipt', provider: 'aliyun', id: data.biz_id, status, code: data.err_code };
}
