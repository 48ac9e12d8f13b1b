import * as z from 'zod';
import { Phone } from '#platform/http/phone.ts';
import { line, personId } from '#platform/http/text.ts';
import { Language } from '#tickets/ticket.ts';

/** Whoever called or came, as far as they told. */
export const Person = z
  .strictObject({
    customerId: personId(64).optional(),
    name: line(60).optional(),
    phone: Phone.optional(),
    email: z.email().max(254).optional(),
    /** Whoever spoke with them made sure that number and address are theirs (CUS-01). */
    verified: z.boolean().optional(),
    language: Language.default('zh-CN'),
  })
  .default({ language: 'zh-CN' });
