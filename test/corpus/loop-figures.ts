import type { Sent } from '../../infra/local/outbox.ts';
import type { MailHouse } from './mail-house.ts';

/** What a house sent in all, and the most on one day (UTC, as its caps count): automatic mails, acknowledgements, reopenings. */
export type LoopFigures = {
  readonly tickets: number;
  readonly automatic: number;
  readonly ofATicket: number;
  readonly toAnAddress: number;
  readonly reopenings: number;
};

const ACKNOWLEDGEMENTS: readonly unknown[] = ['received', 'reopened'];

/** What a house sent to these addresses, by its outbox and its table. */
export async function loopFigures(house: MailHouse, isTo: (mail: Sent) => boolean): Promise<LoopFigures> {
  const mails = house.runtime.outbox().filter(isTo);
  const byId = new Map(mails.map((mail) => [mail.id, mail]));
  const automatic = mails.filter(({ autoSubmitted }) => autoSubmitted !== undefined);
  const acknowledged: string[] = [];
  const reopened: string[] = [];
  let tickets = 0;
  for await (const { entity, template, providerId, type, subject, at } of house.items()) {
    const mail = byId.get(String(providerId));
    if (entity === 'ticket') tickets += 1;
    if (entity === 'notice' && mail && ACKNOWLEDGEMENTS.includes(template))
      acknowledged.push(`${mail.to} ${dayOf(mail.at)}`);
    if (entity === 'event' && type === 'TicketReopened') reopened.push(`${subject} ${dayOf(String(at))}`);
  }
  return {
    tickets,
    automatic: automatic.length,
    ofATicket: mostAlike(automatic.map((mail) => `${ticketOf(mail)} ${dayOf(mail.at)}`)),
    toAnAddress: mostAlike(acknowledged),
    reopenings: mostAlike(reopened),
  };
}

const dayOf = (at: string): string => at.slice(0, 10);

/** A mail to a customer names its ticket in the address that answers go to. */
const ticketOf = ({ replyTo = '' }: Sent): string | undefined => /^reply\+([0-9a-z]{26})/.exec(replyTo)?.[1];

function mostAlike(all: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
