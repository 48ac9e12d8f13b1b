import { createHash } from 'node:crypto';
import * as z from 'zod';
import { fromMillis, type Instant } from '#platform/time/instant.ts';
import { heardList } from './heard-list.ts';
import type { HeardSms, SmsReceipt, SmsReply } from './heard-sms.ts';
import { phoneE164 } from './phone-e164.ts';

const Short = z.string().max(128);
const LATEST = 32_503_680_000; // seconds until the year 3000

/** What a person replied: cloud.tencent.com/document/product/382/5809. The provider gives it no id. */
const Reply = z.object({
  mobile: Short,
  nationcode: Short.default('86'),
  text: z.string().max(10_000),
  sign: Short.default(''),
  extend: Short.default(''),
  time: z.int().min(1).max(LATEST).optional(),
});

/** What became of a message: cloud.tencent.com/document/api/382/59178 */
const Report = z.object({ sid: Short.min(1), report_status: Short, errmsg: Short.default('') });

/** What Tencent Cloud calls back with, a reply or a list of receipts; `heardAt` stands in for a missing time. */
export function readTencent(body: unknown, heardAt: Instant): HeardSms {
  return heardList(body, (entry) => readReply(entry, heardAt) ?? readReport(entry));
}

function readReply(entry: unknown, heardAt: Instant): SmsReply | undefined {
  const { data } = Reply.safeParse(entry);
  const from = data && phoneE164(data.mobile, data.nationcode);
  if (!data || !from) return undefined;
  const { text, sign, extend, time } = data;
  return {
    ...{ kind: 'reply', provider: 'tencent', id: idOf([from, `${time ?? ''}`, sign, extend, text]), from, to: extend },
    ...{ text, at: time === undefined ? heardAt : fromMillis(time * 1_000) },
  };
}

/** The same number, second and words are the same message told again. */
function idOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

const STATUS = { SUCCESS: 'delivered', FAIL: 'failed' } as const;

function readReport(entry: unknown): SmsReceipt | undefined {
  const { data } = Report.safeParse(entry);
  if (!data) return undefined;
  const { sid, report_status: told, errmsg } = data;
  const status = told === 'SUCCESS' || told === 'FAIL' ? STATUS[told] : 'unknown';
  return { kind: 'receipt', provider: 'tencent', id: sid, status, code: errmsg };
}
