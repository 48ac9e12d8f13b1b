import * as z from 'zod';
import { prose } from '#platform/http/text.ts';

// Phrases that say nothing when they stand alone (REC-05); compared without punctuation and spaces.
const VAGUE = [
  '已解决',
  '解决了',
  '已处理',
  '处理了',
  '处理完毕',
  '已完成',
  '完成',
  '已办结',
  '客户满意',
  '客户表示满意',
  '满意',
  '已回复',
  '已沟通',
  '已联系客户',
  '问题已解决',
  '已解决客户满意',
  '无',
  '没有',
  '同上',
  'ok',
  'done',
  'solved',
  'resolved',
  'fixed',
  'none',
  'na',
  'customersatisfied',
  'problemsolved',
];

const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]/gu, '');

/** Whether a text is only a vague phrase, or several of them. */
export function isVague(text: string): boolean {
  let rest = bare(text);
  for (const phrase of [...VAGUE].sort((one, other) => other.length - one.length)) rest = rest.replaceAll(phrase, '');
  return rest === '';
}

const specific = prose(2_000).refine((text) => !isVague(text), {
  message: 'says too little: tell what was done, for example 已为客户更换产品，客户表示满意',
});

/** What a finished service leaves on record: why it happened, what was done, how it will not happen again (REC-02, REC-05). */
export const ServiceRecord = z.strictObject({ cause: specific, result: specific, prevention: prose(2_000) });
export type ServiceRecord = z.infer<typeof ServiceRecord>;

/** A record as the text of a message, and back; nothing when the text is none. */
export const writtenRecord = ({ cause, result, prevention }: ServiceRecord): string =>
  JSON.stringify({ cause, result, prevention });

const Written = z.strictObject({ cause: z.string(), result: z.string(), prevention: z.string() });

export function readRecord(text: string): ServiceRecord | undefined {
  try {
    return Written.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
