import { type HeardMail, hearSes } from '#intake/hear-ses.ts';
import { log } from '#platform/log.ts';
import type { Clock } from '#platform/time/instant.ts';
import type { NoticeStore } from './notice-store.ts';
import { noticeNamed } from './reference.ts';

type Needs = {
  readonly notices: Pick<NoticeStore, 'noteOn'>;
  readonly noteReach: (heard: HeardMail) => Promise<void>;
  readonly clock: Clock;
};

/** What SES says became of a mail, noted of whom it went to and on the notice it names; told again, it changes nothing. */
export const hearReceipt =
  ({ notices, noteReach, clock }: Needs) =>
  async ({ detail }: { readonly detail: unknown }): Promise<void> => {
    const heard = hearSes(detail, clock());
    if (!heard) return;
    await noteReach(heard);
    const { receipt, reference, providerId, sentAt, at } = heard;
    if (!receipt) return;
    const key = reference === undefined ? undefined : noticeNamed(reference);
    if (key && (await notices.noteOn(key, { receipt: { ...receipt, at }, providerId, sentAt }))) return;
    log.warn('receipt of a message nobody here sent', { provider: 'ses', status: receipt.status });
  };
