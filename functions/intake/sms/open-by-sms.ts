import { customerIdFrom } from '#intake/customer-id-from.ts';
import type { ReceiveNeeds } from '#intake/receive/arrival.ts';
import { customerBy } from '#intake/receive/customer-by.ts';
import { type Shared, sharedContact } from '#intake/receive/shared-contact.ts';
import { triage } from '#intake/receive/triage.ts';
import type { HouseKey } from '#platform/personal/keyring.ts';
import type { Write } from '#platform/store/commit.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Ticket } from '#tickets/ticket.ts';
import { SUBJECTS } from './words.ts';

type Needs = Pick<ReceiveNeeds, 'customers' | 'tickets'>;

type Texted = {
  readonly from: string | undefined;
  readonly text: string;
  readonly at: Instant;
  readonly house: HouseKey;
  /** What makes it this message, for whoever has no number to be found by. */
  readonly mark?: string;
  /** Whose it is, if that was asked before. */
  readonly whose?: Shared;
};

/** Opens a ticket for a text message; the number it came from, if its provider said one, is proven by that. */
export async function openBySms(
  needs: Needs,
  texted: Texted,
  also: (ticket: Ticket) => readonly Write[],
): Promise<Ticket> {
  const { from, text, at } = texted;
  const { kind, language } = triage('', text);
  const proven = from !== undefined;
  const contact = proven ? { phone: from } : {};
  const { customerId, linkedTo } = texted.whose ?? (await whoTexted(needs, texted));
  return needs.tickets.open(
    {
      ...{ kind, stage: 'afterSale', channel: 'sms', urgency: 'general', subject: SUBJECTS[language], body: text },
      requester: { customerId, ...contact, language },
    },
    { by: customerBy('sms', customerId), at, proven, also, ...(linkedTo && { linkedTo }) },
  );
}

/** Whose a text message is: the number's customer, or the number itself where several proved it. */
export async function whoTexted(needs: Needs, { from, text, at, house, mark }: Texted): Promise<Shared> {
  const { language } = triage('', text);
  const shared = from === undefined ? undefined : await sharedContact(needs, { phone: from }, { house, at, language });
  if (shared) return shared;
  const contact = from === undefined ? {} : { phone: from };
  const newId = mark && customerIdFrom(mark);
  return needs.customers.recognise({ ...contact, proven: from !== undefined, language, newId }, at);
}
