import * as z from 'zod';
import { Phone } from '#platform/http/phone.ts';
import { line, personId, prose, reference } from '#platform/http/text.ts';
import { Channel, ExternalId, IssueClass, Kind, Language, Stage, Urgency } from './ticket.ts';

/** Whoever asks, as far as they are told of. */
export const Asking = z
  .strictObject({
    customerId: personId(64).optional(),
    name: line(60).optional(),
    phone: Phone.optional(),
    email: z.email().max(254).optional(),
    /** Whoever tells of them made sure that number and address are theirs: only then they are recognised by them (CUS-01). */
    verified: z
      .boolean()
      .optional()
      .describe(
        'you made sure that the number and the address are theirs, such as by a code or a call back: then they are recognised by them. Else they are only suggested beside whoever has the same ones; of a token of the customer it counts for nothing',
      ),
    language: Language.default('zh-CN'),
  })
  .default({ language: 'zh-CN' });

/** How far a matter reaches when nobody says: nearly every one is one customer's. */
export const USUAL_REACH = { affectedCustomers: 1, majorLoss: false, needsSolutionDesign: false } as const;

/** What a ticket is opened with, on whatever way it comes. */
export const TicketRequest = z.strictObject({
  kind: Kind,
  stage: Stage.default('afterSale'),
  channel: Channel,
  requester: Asking,
  subject: line(200),
  body: prose(10_000),
  orderNumber: reference(64).optional(),
  externalId: ExternalId.optional(),
  urgency: Urgency.default('general'),
  class: IssueClass.optional(),
});
