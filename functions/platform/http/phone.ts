import * as z from 'zod';

const MAINLAND = /^1[3-9]\d{9}$/;

/** A phone number without its spaces, brackets and dashes; a mainland mobile number gets its country code. */
export const Phone = z
  .string()
  .max(24)
  .transform((text) => text.replace(/[\s()-]/g, ''))
  .transform((digits) => (MAINLAND.test(digits) ? `+86${digits}` : digits))
  .pipe(z.string().regex(/^\+?\d{5,15}$/, 'is not a phone number'));
