import { customerIdFrom } from '#intake/customer-id-from.ts';
import type { ReceiveNeeds } from '#intake/receive/arrival.ts';
import { customerBy } from '#intake/receive/customer-by.ts';
import { triage } from '#intake/receive/triage.ts';
import type { Write } from '#platform/store/commit.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Ticket } from '#tickets/ticket.ts';
import { SUBJECTS } from './words.ts';

type Texted = {
  readonly from: string | undefined;
  readonly text: string;
  readonly at: Instant;
  /** What makes it this message, for whoever has no number to be found by. */
  readonly mark?: string;
};

/** Opens a ticket for a text message; the number it came from, if its provider said one, is proven by that. */
export async function openBySms(
  { customers, tickets }: Pick<ReceiveNeeds, 'customers' | 'tickets'>,
  { from, text, at, mark }: Texted,
  also: (ticket: Ticket) => readonly Write[],
): Promise<Ticket> {
  const { kind, language } = triage('', text);
  const proven = from !== undefined;
  const contact = proven ? { phone: from } : {};
  const { customerId } = await customers.recognise(
    { ...contact, proven, language, newId: mark && customerIdFrom(mark) },
    at,
  );
  return tickets.open(
    {
      ...{ kind, stage: 'afterSale', channel: 'sms', urgency: 'general', subject: SUBJECTS[language], body: text },
      ...{ affectedCustomers: 1, majorLoss: false, needsSolutionDesign: false },
      requester: { customerId, ...contact, language },
    },
    { by: customerBy('sms', customerId), at, proven, also },
  );
}
