import { customerIdFrom } from '#intake/customer-id-from.ts';
import { asksForSilence } from '#intake/mail/asks-for-silence.ts';
import type { Verdict } from '#intake/thread/verdict.ts';
import type { Write } from '#platform/store/commit.ts';
import type { Ticket, TicketId } from '#tickets/ticket.ts';
import type { Arrived, ReceiveNeeds } from './arrival.ts';
import { carry, type Parcel, saveOrTakeBack } from './carry.ts';
import { customerBy } from './customer-by.ts';
import { printableLine } from './printable.ts';
import { said } from './said.ts';
import { sharedContact } from './shared-contact.ts';
import { sortFiles } from './sort-files.ts';
import { triage } from './triage.ts';

const LONGEST_NAME = 60;

export type Opening = {
  /** Whether the sender is who they say. */
  readonly verdict: Verdict;
  readonly linkedTo?: TicketId | undefined;
  readonly also: (ticket: Ticket) => readonly Write[];
};

type Posted = Pick<Arrived, 'at' | 'house' | 'mail' | 'mark'> & {
  readonly raw: Parcel['raw'];
};

/** Opens a ticket for a mail, in the name of whoever it says it is from. */
export async function openByMail(
  { files, customers, tickets }: Pick<ReceiveNeeds, 'files' | 'customers' | 'tickets'>,
  { at, house, mail, mark, raw }: Posted,
  { verdict, linkedTo: likely, also }: Opening,
): Promise<Ticket> {
  const { kind, language } = triage(mail.subject, mail.text);
  const proven = verdict === 'pass';
  const name = printableLine(mail.from?.name ?? '', LONGEST_NAME);
  const contact = { ...(name && { name }), ...(mail.from && { email: mail.from.address }) };
  const shared =
    proven && mail.from
      ? await sharedContact({ customers, tickets }, { email: mail.from.address }, { house, at, language })
      : undefined;
  const { customerId } =
    shared ?? (await customers.recognise({ ...contact, proven, language, newId: customerIdFrom(mark) }, at));
  const { kept, leftOut } = sortFiles(mail.attachments);
  const { subject, text, rest } = said(mail, leftOut, language);
  const carried = { ...(await carry(files, { customerId, mark, raw, mail, kept })), rest };
  const linkedTo = likely ?? shared?.linkedTo;
  const asked = {
    ...({ kind, stage: 'afterSale', channel: 'email', urgency: 'general', subject, body: text } as const),
    requester: { customerId, ...contact, language },
  };
  const way = {
    ...{ by: customerBy('email', customerId), at, proven, carried, also },
    ...(verdict === 'fail' && { forged: true as const }),
    ...(asksForSilence(mail.headers) && { silent: true as const }),
    ...(linkedTo && { linkedTo }),
  };
  return saveOrTakeBack(files, { customerId, carried }, () => tickets.open(asked, way));
}
