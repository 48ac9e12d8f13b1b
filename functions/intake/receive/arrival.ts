import type { CustomerDoor } from '#customers/customer-door.ts';
import type { IntakeStore } from '#intake/intake-store.ts';
import type { Mail } from '#intake/mail/mail.ts';
import type { Own } from '#intake/mail/screen.ts';
import { seenWrite, type Taken } from '#intake/marks.ts';
import type { Suppressions } from '#intake/suppression/suppression-store.ts';
import type { Files } from '#platform/files/files.ts';
import type { HouseKey, Keyring } from '#platform/personal/keyring.ts';
import type { Put } from '#platform/store/commit.ts';
import type { Clock, Instant } from '#platform/time/instant.ts';
import type { StaffReader } from '#staff/staff-reader.ts';
import type { TicketDoor } from '#tickets/ticket-door.ts';
import { LIMITS } from './limits.ts';

export type ReceiveNeeds = {
  readonly files: Files;
  readonly tickets: TicketDoor;
  readonly customers: Pick<CustomerDoor, 'recognise' | 'whoProved'>;
  readonly staff: StaffReader;
  readonly store: IntakeStore;
  readonly suppressions: Suppressions;
  readonly keyring: () => Keyring;
  readonly clock: Clock;
  /** The domain that mail comes in to, and of the addresses that answers go to. */
  readonly domain: string;
  /** The name under which the receiver signs what it found out about a sender; without one nobody is proven. */
  readonly authserv: string | undefined;
  /** How the house knows its own mail. */
  readonly own: Own;
};

/** A mail as somebody left it in the bucket; `mark` is of this file, so that the same file is taken in once. */
export type Arrival = {
  readonly key: string;
  readonly bytes: number;
  readonly at: Instant;
  readonly house: HouseKey;
  readonly fileMark: string;
};

/** A mail that was read; `mark` is of the mail itself, so that it is one on whatever ways it comes. */
export type Arrived = Arrival & { readonly mail: Mail; readonly raw: Uint8Array; readonly mark: string };

/** The marks of what was taken in, saved with it. */
export function marksOf({ at, fileMark, mark }: Arrival & { mark?: string }, taken: Taken): Put[] {
  return [fileMark, ...(mark === undefined ? [] : [mark])].map((one) => seenWrite(one, taken, at, LIMITS.keptDays));
}
