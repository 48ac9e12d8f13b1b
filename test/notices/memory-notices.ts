import type { Notice, NoticeKey } from '#notices/notice.ts';
import type { NoticeStore } from '#notices/notice-store.ts';
import { noSuchNotice } from '#notices/notice-view.ts';
import type { HouseEvent } from '#platform/events/event.ts';

const keyOf = ({ personId, channel, at, eventId }: NoticeKey) => [personId, channel, at, eventId].join(' ');

/** A notice store that lasts as long as its test. */
export function memoryNotices(): NoticeStore & { all(): Notice[]; facts(): HouseEvent[] } {
  const told: HouseEvent[] = [];
  const telling = (isSaved: boolean, fact: HouseEvent | undefined) => {
    if (isSaved && fact) told.push(fact);
    return isSaved;
  };
  const kept = new Map<string, Notice>();
  const put = (notice: Notice, read: number | undefined) => {
    const key = keyOf(notice);
    if (kept.get(key)?.version !== read) return false;
    kept.set(key, { ...notice, version: notice.version + 1 });
    return true;
  };
  return {
    all: () => [...kept.values()],
    facts: () => told,
    add: async (first, fact) => telling(put(first, undefined), fact),
    find: async (key) => kept.get(keyOf(key)),
    save: async (next, fact) => telling(put(next, next.version), fact),
    saveSent: async (next) => put(next, next.version),
    note: async () => false,
    noteOn: async (key) => kept.has(keyOf(key)),
    list: async (personId, { unread }, size, after) => {
      const found = [...kept.values()]
        .filter((notice) => notice.personId === personId && notice.channel === 'inApp')
        .filter((notice) => !(unread && notice.state === 'sent' && notice.readAt))
        .filter((notice) => after === undefined || keyOf(notice) < after)
        .sort((one, other) => (keyOf(one) < keyOf(other) ? 1 : -1));
      const items = found.slice(0, size);
      return { items, ...(found.length > size && { after: keyOf(items.at(-1)!) }) };
    },
    markRead: async (key, at) => {
      const found = kept.get(keyOf(key));
      if (found?.state !== 'sent') throw noSuchNotice();
      const read = { ...found, readAt: found.readAt ?? at };
      put(read, read.version);
      return read;
    },
  };
}
