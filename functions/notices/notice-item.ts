import type { Write } from '#platform/store/commit.ts';
import { entity } from '#platform/store/entity.ts';
import { Notice, type NoticeKey } from './notice.ts';

export const pk = (personId: string) => `ntf_${personId}`;
export const DESK = 'n#inApp#';

export const keyOf = ({ personId, channel, at, eventId }: NoticeKey) => ({
  pk: pk(personId),
  sk: `n#${channel}#${at}#${eventId}`,
});

export const noticeEntity = entity<Notice>({ name: 'notice', schema: Notice, key: keyOf });

/** A notice as it is now, if nobody changed it since it was read. */
export function noticeWrite(state: Notice): Write {
  const { version } = state;
  const put = noticeEntity.toItem({ ...state, version: version + 1 });
  return { put, when: version === 0 ? 'absent' : { version } };
}
