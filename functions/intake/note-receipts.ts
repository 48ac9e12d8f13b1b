import type { Keyring } from '#platform/personal/keyring.ts';
import type { SmsReceipt } from '#platform/sms/heard-sms.ts';
import { Lost, type Write } from '#platform/store/commit.ts';
import type { Clock } from '#platform/time/instant.ts';
import type { HeardMail } from './hear-ses.ts';
import type { IntakeStore } from './intake-store.ts';
import { markOf, seenWrite } from './marks.ts';
import { type Receipt, receiptWrite } from './receipts.ts';
import { suppress, suppressionIndex, suppressionWrite } from './suppression/suppression.ts';
import type { Suppressions } from './suppression/suppression-store.ts';
import { untilTaken } from './until-taken.ts';

export type ReceiptNeeds = {
  readonly store: Pick<IntakeStore, 'save'>;
  readonly suppressions: Suppressions;
  readonly keyring: () => Keyring;
  readonly clock: Clock;
};

/** Remembers of whom a mail went to what keeps the next one from being sent; told again, it changes nothing. */
export const noteReach =
  ({ store, suppressions, keyring }: Omit<ReceiptNeeds, 'clock'>) =>
  ({ providerId, at, addresses, met }: HeardMail): Promise<void> =>
    untilTaken(async () => {
      const house = await keyring().house();
      const writes: Write[] = [];
      for (const index of new Set(addresses.map((one) => suppressionIndex(house, 'email', one)))) {
        const known = await suppressions.of(index);
        const next = suppress(known, met, at);
        if (next.all !== known.all || next.soft !== known.soft) writes.push(suppressionWrite(next));
      }
      if (writes.length === 0) return;
      const mark = markOf(house, 'mail event', [providerId, met, at].join(' '));
      await toldOnce(() => store.save([seenWrite(mark, { as: 'told' }, at, RECEIPT_SEEN_DAYS), ...writes]));
    });

/** Tells the house what became of a text message; what is not over yet is not told. */
export const noteSmsReceipt =
  ({ store, keyring, clock }: Omit<ReceiptNeeds, 'suppressions'>) =>
  async ({ provider, id, status, code }: SmsReceipt): Promise<void> => {
    if (status === 'unknown') return;
    const at = clock();
    const mark = markOf(await keyring().house(), 'sms receipt', [provider, id, status].join(' '));
    const receipt: Receipt = { provider, providerId: id, status, because: code };
    const seen = seenWrite(mark, { as: 'told' }, at, RECEIPT_SEEN_DAYS);
    await toldOnce(() => store.save([receiptWrite(receipt, at), seen]));
  };

const RECEIPT_SEEN_DAYS = 7; // providers tell again for some days at most

/** A receipt that stands there already was told, and all that follows from it was saved with it. */
async function toldOnce(save: () => Promise<void>): Promise<void> {
  try {
    await save();
  } catch (error) {
    if (!(error instanceof Lost) || !error.items.some(({ entity }) => entity === 'event' || entity === 'seen'))
      throw error;
  }
}
