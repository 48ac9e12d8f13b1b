import * as z from 'zod';
import { undirected } from '#platform/undirected.ts';

const UNPRINTABLE = /[\p{Cc}--[\t\n\r]]/v;
const LINE_BREAK = /[\r\n\u2028\u2029]/;

const clean = z
  .string()
  .overwrite(undirected)
  .trim()
  .min(1)
  .refine((text) => text.isWellFormed() && !UNPRINTABLE.test(text), 'must not hold control characters');

/** Text of several lines, at most `max` characters; marks of direction are taken out of it, control characters refused. */
export const prose = (max: number) => clean.max(max);

/** The same on one line. */
export const line = (max: number) => clean.max(max).refine((text) => !LINE_BREAK.test(text), 'must be a single line');

const A_NUMBER_TO_CALL = /^(?:86)?1[3-9]\d{9}$/;

/** An id that another system gave a person. Not an address and not a number to call: it goes where personal data may not. */
export const personId = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^\w[\w.:/-]*$/, 'may hold letters, digits and . : / - _ only, and is no mail address')
    .refine((id) => !A_NUMBER_TO_CALL.test(id), 'is a phone number, which an id must not be');

/** An id or number given by somebody else: no spaces, nothing that needs escaping. */
export const reference = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[\w.:@/+-]+$/, 'may hold letters, digits and . : @ / + - _ only');
