import * as z from 'zod';
import type { AuditStore } from '#customers/audit-store.ts';
import { readMail } from '#intake/mail/read-mail.ts';
import { LIMITS } from '#intake/receive/limits.ts';
import { printable, printableLine } from '#intake/receive/printable.ts';
import type { Files } from '#platform/files/files.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import type { HouseKey, Keyring } from '#platform/personal/keyring.ts';
import { maskText } from '#platform/personal/mask-text.ts';
import type { Clock } from '#platform/time/instant.ts';
import type { QuarantineStore } from './quarantine-store.ts';
import { placeOf, type Quarantined, QuarantineId } from './quarantined.ts';
import { noSuchQuarantined, QuarantinedView, quarantinedView } from './quarantined-view.ts';

export const OfQuarantined = z.strictObject({ quarantineId: QuarantineId });

export const QuarantinedInFull = QuarantinedView.extend({
  subject: z.string().optional(),
  text: z.string().optional(),
});

type Needs = {
  readonly quarantine: QuarantineStore;
  readonly keyring: () => Keyring;
  readonly files: Files;
  readonly audit: Pick<AuditStore, 'append'>;
  /** Whose an address or number is, by its blind index. */
  readonly ownerOf: (index: string) => Promise<string | undefined>;
  readonly clock: Clock;
};

/**
 * One thing that was set aside, with as much of its words as can be read, masked. A mail is opened for it that nobody has taken in,
 * so that stands on the chain of the customer whose address it says it is from, if it is anybody's.
 */
export const readQuarantined =
  ({ quarantine, keyring, files, audit, ownerOf, clock }: Needs) =>
  async ({ path, actor }: Call<{ path: typeof OfQuarantined }>) => {
    const one = await quarantine.find(path.quarantineId);
    if (!one) throw noSuchQuarantined();
    const house = await keyring().house();
    const customerId = one.senderIndex && (await ownerOf(one.senderIndex));
    if (customerId) {
      await audit.append(customerId, { at: clock(), by: actor.id, what: 'reveal', of: ['setAside', one.id] });
    }
    return ok({ ...quarantinedView(one, house), ...(await wordsOf(one, house, files)) }, one.version);
  };

const LONGEST_SUBJECT = 200;

async function wordsOf({ id, words, raw, bytes }: Quarantined, house: HouseKey, files: Files) {
  const masked = (text: string) => maskText(text, {}).text;
  if (words) return { text: masked(house.open(placeOf(id, 'words'), words)) };
  const found = raw && bytes <= LIMITS.mailBytes ? await files.get(raw) : undefined;
  const read = found && (await readMail(found));
  if (!read) return {};
  if (!read.ok) {
    const subject = read.headers?.find(({ name }) => name.toLowerCase() === 'subject')?.value;
    return subject === undefined ? {} : { subject: masked(printableLine(subject, LONGEST_SUBJECT)) };
  }
  const { subject, text } = read.mail;
  return {
    subject: masked(printableLine(subject, LONGEST_SUBJECT)),
    text: masked(printable(text.slice(0, LIMITS.shown))),
  };
}
