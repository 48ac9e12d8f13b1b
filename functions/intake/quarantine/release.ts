import type { IntakeStore } from '#intake/intake-store.ts';
import type { Mail } from '#intake/mail/mail.ts';
import { readMail } from '#intake/mail/read-mail.ts';
import { markOf } from '#intake/marks.ts';
import type { ReceiveNeeds } from '#intake/receive/arrival.ts';
import { LIMITS } from '#intake/receive/limits.ts';
import { openByMail } from '#intake/receive/open-by-mail.ts';
import { WORDS } from '#intake/receive/words.ts';
import { openBySms } from '#intake/sms/open-by-sms.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import type { HouseKey } from '#platform/personal/keyring.ts';
import { untilSaved } from '#platform/store/retry.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Ticket } from '#tickets/ticket.ts';
import type { TicketDoor } from '#tickets/ticket-door.ts';
import { expectWaiting } from './discard.ts';
import type { QuarantineStore } from './quarantine-store.ts';
import { decided, placeOf, type Quarantined, quarantinedWrites, type Waiting } from './quarantined.ts';
import { quarantinedView } from './quarantined-view.ts';
import type { OfQuarantined } from './read-quarantined.ts';

type Needs = Pick<ReceiveNeeds, 'files' | 'customers' | 'keyring' | 'clock'> & {
  readonly door: TicketDoor;
  readonly quarantine: QuarantineStore;
  readonly store: Pick<IntakeStore, 'save'>;
};

/**
 * Somebody looked and found a message: it becomes a ticket of whoever it says it is from, who is no more proven for that. Of
 * one that was found harmful only the words come with it; the mail stays where it is until its days are over.
 */
export const release =
  (needs: Needs) =>
  async ({ path, actor, keep }: Call<{ path: typeof OfQuarantined }>) => {
    const house = await needs.keyring().house();
    const at = needs.clock();
    const answer = (one: Quarantined) => ok(quarantinedView(one, house), one.version + 1);
    return untilSaved(async () => {
      const found = expectWaiting(await needs.quarantine.find(path.quarantineId));
      const released = (ticket: Ticket): Quarantined => ({
        ...found,
        ...decided(actor, at),
        ...{ state: 'released', ticketId: ticket.id },
      });
      const also = (ticket: Ticket) => {
        const next = released(ticket);
        return [...quarantinedWrites(next), ...keep(answer).writes(next)];
      };
      return answer(released(await opened(needs, found, { house, at, also })));
    });
  };

type Opening = {
  readonly house: HouseKey;
  readonly at: Instant;
  readonly also: Parameters<typeof openByMail>[2]['also'];
};

async function opened(given: Needs, found: Waiting, { house, at, also }: Opening): Promise<Ticket> {
  const needs = { ...given, tickets: given.door };
  const sender = found.sender && house.open(placeOf(found.id, 'sender'), found.sender);
  const mark = markOf(house, 'released', found.id);
  if (found.channel === 'sms') {
    const text = found.words ? house.open(placeOf(found.id, 'words'), found.words) : '';
    return openBySms(needs, { from: sender, text, at, house, mark }, also);
  }
  const key = found.raw;
  const bytes = found.bytes <= LIMITS.mailBytes ? await needs.files.get(key) : undefined;
  const read = bytes && (await readMail(bytes));
  const mail = read?.ok ? harmless(read.mail, found) : unread(sender);
  const isHarmful = found.because === 'virus';
  const raw = isHarmful ? undefined : (bytes ?? { key });
  const ticket = await openByMail(needs, { at, house, mail, raw, mark }, { verdict: 'none', also });
  if (bytes && !isHarmful) await needs.files.remove(key);
  return ticket;
}

const harmless = (mail: Mail, { because }: Waiting): Mail =>
  because === 'virus' ? { ...mail, html: undefined, attachments: [] } : mail;

/** What nobody could read, as a mail that says so. */
const unread = (sender: string | undefined): Mail => ({
  ...{ messageId: undefined, envelopeFrom: undefined, date: undefined, inReplyTo: undefined, html: undefined },
  ...{ to: [], cc: [], deliveredTo: [], replyTo: [], references: [], headers: [], attachments: [], reports: [] },
  ...{ returned: [], subject: '', text: WORDS['zh-CN'].unread },
  from: sender === undefined ? undefined : { address: sender, name: '' },
  verdict: { spf: 'none', dkim: 'none', dmarc: 'none', spam: 'none', virus: 'none' },
});
