import { eventWrite } from '#platform/events/timeline.ts';
import { expectSeen } from '#platform/http/expect-seen.ts';
import { expectVersion } from '#platform/http/expect-version.ts';
import type { Saving } from '#platform/http/keep-answers.ts';
import { Refusal } from '#platform/refusal.ts';
import { commit } from '#platform/store/commit.ts';
import { untilSaved } from '#platform/store/retry.ts';
import type { Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { StaffDirectoryChanged } from './events.ts';
import type { StaffDirectory, StaffList } from './staff.ts';
import { staffEntity, staffKey } from './staff-item.ts';
import { type StaffReader, staffReader } from './staff-reader.ts';

type Written = { readonly by: string; readonly at: Instant };

/** The directory of the staff. */
export type StaffStore = StaffReader & {
  /** Puts this directory in the place of the last one; refuses a caller who saw another one, or none. */
  replace(list: StaffList, written: Written, saving: Saving<StaffDirectory>): Promise<StaffDirectory>;
};

export function staffStore(table: () => Table): StaffStore {
  const { directory } = staffReader(table);
  return {
    directory,
    replace: (list, written, saving) =>
      untilSaved(async () => {
        const { version } = await directory();
        expectSeen(version, saving.expect);
        expectVersion(version, saving.expect, outdated);
        const next = { ...list, version: version + 1 };
        const when = version === 0 ? ('absent' as const) : { version };
        await commit(table(), [
          { put: staffEntity.toItem(next), when },
          eventWrite(changed(next, written), 0),
          ...saving.writes(next),
        ]);
        return next;
      }),
  };
}

function changed({ version }: StaffDirectory, { by, at }: Written): StaffDirectoryChanged {
  const subject = staffKey.pk;
  return { id: `${subject}.${version}.0`, type: 'StaffDirectoryChanged', subject, at, by, version };
}

const outdated = (now: { headers: { etag: string } }) =>
  new Refusal('outdated', 'staff.changed', 'The staff directory has changed since you read it', now);
