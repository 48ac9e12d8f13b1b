import type { HouseEvent } from '#platform/events/event.ts';
import { eventWrite } from '#platform/events/timeline.ts';
import type { Saving } from '#platform/http/keep-answers.ts';
import { commit, type Write } from '#platform/store/commit.ts';
import type { Page } from '#platform/store/cursor.ts';
import { isSaved } from '#platform/store/is-saved.ts';
import { itemAt } from '#platform/store/item-at.ts';
import { newestIn } from '#platform/store/partition.ts';
import { untilSaved } from '#platform/store/retry.ts';
import type { Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Came } from './claim.ts';
import type { Notice, NoticeKey, Receipt } from './notice.ts';
import { DESK, keyOf, noticeEntity, noticeWrite, pk } from './notice-item.ts';
import { noSuchNotice } from './notice-view.ts';
import { noteReceipt, noticeSentAs, type Providers, receiptWrite } from './receipt.ts';

/** What everybody was told. */
export type NoticeStore = {
  /** Records a notice that is not there yet, and a fact that goes with it; answers whether it was new. */
  add(first: Notice, fact?: HouseEvent): Promise<boolean>;
  find(key: NoticeKey): Promise<Notice | undefined>;
  /** Saves what became of a notice, and a fact that follows; answers whether nobody changed it since it was read. */
  save(next: Notice, fact?: HouseEvent): Promise<boolean>;
  /** Saves that it was sent, and where its receipt names nothing else, under which of the provider's ids it will come. */
  saveSent(next: Notice): Promise<boolean>;
  /** Notes what a provider says became of a message; answers whether one of that id was sent from here. */
  note(provider: string, providerId: string, receipt: Receipt): Promise<boolean>;
  /** Notes the same on a notice that the receipt names; answers whether there is one. */
  noteOn(key: NoticeKey, came: Came): Promise<boolean>;
  /** What somebody was told on the desk, newest first; `after` is a place that a page before ended at. */
  list(personId: string, wanted: { readonly unread: boolean }, size: number, after?: string): Promise<Page<Notice>>;
  /** Notes when somebody read a notice first; refuses one that is not there. */
  markRead(key: NoticeKey, at: Instant, saving: Saving<Notice>): Promise<Notice>;
};

export function noticeStore(table: () => Table, providers: Providers = {}): NoticeStore {
  const find: NoticeStore['find'] = async (key) => {
    const item = await itemAt(table(), keyOf(key));
    return item && noticeEntity.fromItem(item);
  };
  return {
    find,
    add: (first, fact) => isSaved(table(), [noticeWrite(first), ...written(fact)]),
    save: (next, fact) => isSaved(table(), [noticeWrite(next), ...written(fact)]),
    saveSent: async (next) => {
      // The way back first: alone it leads nowhere, and two writes cost half of one transaction.
      for (const receipt of receiptWrite(next, providers)) await commit(table(), [receipt]);
      return isSaved(table(), [noticeWrite(next)]);
    },
    note: async (provider, providerId, receipt) => {
      const key = await noticeSentAs(table(), provider, providerId);
      return key !== undefined && noteReceipt(table(), find, key, { receipt, providerId });
    },
    noteOn: (key, came) => noteReceipt(table(), find, key, came),
    list: (personId, { unread }, size, after) => {
      const wants = (notice: Notice) => !unread || notice.state !== 'sent' || notice.readAt === undefined;
      return newestIn(table(), { pk: pk(personId), begins: DESK, entity: noticeEntity, wants }, size, after);
    },
    markRead: (key, at, saving) =>
      untilSaved(async () => {
        const found = await find(key);
        if (found?.state !== 'sent') throw noSuchNotice();
        const read = { ...found, readAt: found.readAt ?? at };
        await commit(table(), [noticeWrite(read), ...saving.writes(read)]);
        return read;
      }),
  };
}

const written = (fact: HouseEvent | undefined): Write[] => (fact ? [eventWrite(fact, 0)] : []);
