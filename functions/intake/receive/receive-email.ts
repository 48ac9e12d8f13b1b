import type { Mail } from '#intake/mail/mail.ts';
import { readMail, unread } from '#intake/mail/read-mail.ts';
import { type Screened, screen } from '#intake/mail/screen.ts';
import { markOf, type Taken } from '#intake/marks.ts';
import type { Reason } from '#intake/quarantine/quarantined.ts';
import { isPassing, untilTaken } from '#intake/until-taken.ts';
import { Refusal } from '#platform/refusal.ts';
import type { StaffDirectory } from '#staff/staff.ts';
import type { Arrival, Arrived, ReceiveNeeds } from './arrival.ts';
import { bring } from './bring.ts';
import { hasRoom } from './has-room.ts';
import { LIMITS } from './limits.ts';
import { identityOf } from './mail-mark.ts';
import { noteRoute } from './note-route.ts';
import { recordAutomatic } from './record-automatic.ts';
import { setAside } from './set-aside.ts';
import { isDoubt, weigh } from './weigh.ts';
import { type Where, whereTo } from './where-to.ts';

/** A file in the bucket, as its arrival was told. */
export type Incoming = { readonly key: string; readonly size: number };

/** What became of it, and whether its file may go: a message's lies among its sender's files. */
type Outcome = 'done' | 'keep';

/**
 * Takes a mail in: as a message of a ticket, as a note that it is automatic, or as something that waits for a person. Once,
 * however often and on however many ways it is delivered; whenever it fails it may be delivered again.
 */
export const receiveEmail =
  (needs: ReceiveNeeds) =>
  (incoming: Incoming): Promise<void> =>
    untilTaken(async () => {
      if ((await takeIn(needs, incoming)) === 'done') await needs.files.remove(incoming.key);
    });

async function takeIn(needs: ReceiveNeeds, { key, size }: Incoming): Promise<Outcome> {
  const { store, files } = needs;
  const house = await needs.keyring().house();
  const at = needs.clock();
  const arrival: Arrival = { key, bytes: size, at, house, fileMark: markOf(house, 'file', key) };
  const before = await store.seen(arrival.fileMark, at);
  if (before) return before.as === 'message' ? 'done' : 'keep';
  if (size > LIMITS.mailBytes) {
    return setAside(store, arrival, unread('tooLarge', (await files.begin(key, LIMITS.headBytes)) ?? new Uint8Array()));
  }

  const raw = await files.get(key);
  if (!raw) throw new Error(`There is no file ${key}`);
  const read = await readMail(raw, needs.authserv);
  if (!read.ok) return setAside(store, arrival, read);
  return judge(needs, arrival, read.mail, raw);
}

async function judge(needs: ReceiveNeeds, arrival: Arrival, mail: Mail, raw: Uint8Array): Promise<Outcome> {
  const { store } = needs;
  const { house, at } = arrival;
  const identity = identityOf(mail);
  const takenAs = (kind: string): Arrived => ({ ...arrival, mail, raw, mark: markOf(house, kind, identity) });
  const screened = screen(mail, needs.own);
  const message = takenAs('mail');
  const { as, where } = await becomes(needs, message, screened);
  const arrived = as === 'message' ? message : takenAs(`${as === 'note' ? screened.kind : as} mail`);
  const first = (await store.seen(arrived.mark, at)) ?? (isDoubt(screened.kind) && (await heard(needs, message)));
  if (first) return noteRoute(store, arrived, first);
  if (as === 'message') return bringOrSetAside(needs, message, where);
  return as === 'note' ? recordAutomatic(needs, arrived, screened) : aside(needs, arrived, as);
}

type Becoming = { readonly as: 'message' | 'note' | Reason; readonly where?: Where };

/**
 * What becomes of a mail. Each is known by itself: a copy that looks automatic, or that a forger made so, takes nothing from the one
 * a person wrote.
 */
async function becomes(needs: ReceiveNeeds, arrived: Arrived, { kind }: Screened): Promise<Becoming> {
  const { mail } = arrived;
  if (mail.verdict.virus === 'fail') return { as: 'virus' };
  if (kind === 'verification') return { as: 'verification' };
  if (kind === 'person') return { as: 'message' };
  if (!isDoubt(kind)) return { as: 'note' };
  if (mail.from === undefined) return { as: kind === 'spam' ? 'junk' : 'note' };
  const where = await whereTo(needs, arrived, await isOfStaff(needs, mail.from.address));
  return { as: await weigh(needs, arrived, kind, where), where };
}

/** The same words of the same sender, if they stand on a ticket: nobody needs to see them twice. */
async function heard({ store }: ReceiveNeeds, { mark, at }: Arrived): Promise<Taken | undefined> {
  const taken = await store.seen(mark, at);
  return taken?.as === 'message' ? taken : undefined;
}

async function bringOrSetAside(needs: ReceiveNeeds, arrived: Arrived, known?: Where): Promise<Outcome> {
  const sender = arrived.mail.from?.address;
  if (sender === undefined) return aside(needs, arrived, 'noSender');
  const where = known ?? (await whereTo(needs, arrived, await isOfStaff(needs, sender)));
  if (where.whither.do === 'quarantine') return aside(needs, arrived, where.whither.because);
  if (!(await hasRoom(needs, arrived, where))) return aside(needs, arrived, 'tooMany');
  try {
    await bring(needs, arrived, where);
    return 'done';
  } catch (error) {
    // What the house's own rules refuse is not lost for that: a person sees it.
    if (error instanceof Refusal && !isPassing(error)) return aside(needs, arrived, 'refused');
    throw error;
  }
}

const aside = ({ store }: ReceiveNeeds, arrived: Arrived, because: Reason): Promise<'keep'> =>
  setAside(store, arrived, { because, headers: arrived.mail.headers });

async function isOfStaff({ staff }: ReceiveNeeds, address: string): Promise<boolean> {
  return worksHere(await staff.directory(), address);
}

const worksHere = ({ people }: StaffDirectory, address: string): boolean =>
  people.some(({ active, email }) => active && email?.toLowerCase() === address.toLowerCase());
