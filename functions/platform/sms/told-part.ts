import * as z from 'zod';
import type { PartOf } from './heard-sms.ts';

const InMessage = z.int().min(1).max(255); // GSM 03.40 counts parts in one byte

/** Which part of a long message a gateway says a text is: `number` counts from 1 to `count`. */
export const ToldPart = z
  .strictObject({
    reference: z.union([z.string().min(1).max(64), z.int()]).transform(String),
    number: InMessage,
    count: InMessage,
  })
  .refine(({ number, count }) => number <= count)
  .transform(({ reference, number, count }): PartOf => ({ reference, index: number, count }));
