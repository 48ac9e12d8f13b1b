import type { Mail } from '#intake/mail/mail.ts';
import { readMail, unread } from '#intake/mail/read-mail.ts';
import { type Screened, screen } from '#intake/mail/screen.ts';
import { markOf } from '#intake/marks.ts';
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
import { whereTo } from './where-to.ts';

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
  const { mail } = read;
  const screened = screen(mail, needs.own);
  const mark = markOf(house, takenFor(mail, screened), identityOf(mail));
  return judge(needs, { ...arrival, mail, raw, mark }, screened);
}

/** Each kind is known by itself: a copy that looks automatic, or that a forger made so, takes nothing from the one a person wrote. */
const takenFor = ({ verdict }: Mail, { kind }: Screened): string =>
  verdict.virus === 'fail' ? 'virus mail' : kind === 'person' ? 'mail' : `${kind} mail`;

async function judge(needs: ReceiveNeeds, arrived: Arrived, screened: Screened): Promise<Outcome> {
  const { store } = needs;
  const { at, mail, mark } = arrived;
  const first = await store.seen(mark, at);
  if (first) return noteRoute(store, arrived, first);
  const sender = mail.from?.address;
  const aside = (because: Reason) => setAside(store, arrived, { because, headers: mail.headers });
  if (mail.verdict.virus === 'fail') return aside('virus');
  if (screened.kind === 'verification') return aside('verification');
  if (screened.kind !== 'person') return recordAutomatic(needs, arrived, screened);
  if (sender === undefined) return aside('noSender');
  const isStaff = worksHere(await needs.staff.directory(), sender);
  const where = await whereTo(needs, arrived, isStaff);
  if (where.whither.do === 'quarantine') return aside(where.whither.because);
  if (!(await hasRoom(needs, arrived, where))) return aside('tooMany');
  try {
    await bring(needs, arrived, where);
    return 'done';
  } catch (error) {
    // What the house's own rules refuse is not lost for that: a person sees it.
    if (error instanceof Refusal && !isPassing(error)) return aside('refused');
    throw error;
  }
}

const worksHere = ({ people }: StaffDirectory, address: string): boolean =>
  people.some(({ active, email }) => active && email?.toLowerCase() === address.toLowerCase());
