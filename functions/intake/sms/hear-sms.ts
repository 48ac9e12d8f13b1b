import { markOf, seenWrite } from '#intake/marks.ts';
import { noteSmsReceipt } from '#intake/note-receipts.ts';
import { LIMITS } from '#intake/receive/limits.ts';
import { eachOf } from '#platform/jobs/each-of.ts';
import type { HeardSms } from '#platform/sms/heard-sms.ts';
import { Lost } from '#platform/store/commit.ts';
import { keepWords } from './keep-words.ts';
import { receiveSms } from './receive-sms.ts';
import type { SmsNeeds } from './take-whole.ts';

const AT_ONCE = 8;

/** Takes in what a provider told in one call, `said` in its own words: what of it nobody could read is kept for a person, whole. */
export const hearSms =
  (needs: SmsNeeds) =>
  async ({ heard, unreadable }: HeardSms, said: string): Promise<void> => {
    const one = (told: HeardSms['heard'][number]) =>
      told.kind === 'reply' ? receiveSms(needs)(told) : noteSmsReceipt(needs)(told);
    if (unreadable > 0) await setAside(needs, said);
    await eachOf(bySender(heard), AT_ONCE, (ofOne) => eachOf(ofOne, 1, one)); // of one number in the order they were said
  };

/** Words by the number they are from; receipts have no order among them. */
const bySender = (heard: HeardSms['heard']) =>
  Map.groupBy(heard, (told) => (told.kind === 'reply' ? told.from : told)).values();

async function setAside({ store, keyring, clock }: SmsNeeds, said: string): Promise<void> {
  const house = await keyring().house();
  const at = clock();
  const mark = markOf(house, 'sms call', said);
  const marked = seenWrite(mark, { as: 'quarantine' }, at, LIMITS.keptDays);
  try {
    await keepWords({ store, house }, { at, because: 'unreadable', mark }, said.toWellFormed(), [marked]);
  } catch (error) {
    if (!(error instanceof Lost)) throw error; // the same call was told before
  }
}
