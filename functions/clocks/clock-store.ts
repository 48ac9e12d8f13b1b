import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Change } from '#platform/change.ts';
import { eventWrite } from '#platform/events/timeline.ts';
import type { Saving } from '#platform/http/keep-answers.ts';
import { commit } from '#platform/store/commit.ts';
import type { Page } from '#platform/store/cursor.ts';
import { itemAt } from '#platform/store/item-at.ts';
import { untilSaved } from '#platform/store/retry.ts';
import type { Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { Clock, ClockKind } from './clock.ts';
import { clockEntity, clockKey, clockWrite, type Standing, standing, through } from './clock-item.ts';
import { clocksOfSubject } from './clock-reader.ts';
import type { ClockEvent } from './events.ts';

/** A clock that somebody should look at. */
export type ToLookAt = Pick<Standing, 'subject' | 'kind'>;

/** A clock after somebody looked, and whether the look changed it. */
type Looked = { readonly clock: Clock | undefined; readonly changed: boolean };

/** Clocks, as those who look at them and answer for them need them. */
export type ClockStore = {
  /** Reads one clock, decides, and saves it with its facts; decides anew when another was faster. Nothing decided, nothing saved. */
  change(
    subject: string,
    kind: ClockKind,
    decide: (clock: Clock) => Change<Clock, ClockEvent> | undefined,
  ): Promise<Looked>;
  /** The same for all clocks of a subject; answers all of them as they are then. */
  changeAll(
    subject: string,
    decide: (clocks: readonly Clock[]) => Change<readonly Clock[], ClockEvent>,
    saving: Saving<readonly Clock[]>,
  ): Promise<readonly Clock[]>;
  ofSubject(subject: string): Promise<Clock[]>;
  /** The clocks of a bucket that somebody should have looked at by `until`, in the order of the index. */
  dueBefore(until: Instant, bucket: string, after?: string): Promise<Page<ToLookAt>>;
};

export function clockStore(table: () => Table): ClockStore {
  return {
    ofSubject: (subject) => clocksOfSubject(table(), subject),

    change: (subject, kind, decide) =>
      untilSaved(async () => {
        const clock = await find(table(), subject, kind);
        const change = clock && decide(clock);
        if (!change) return { clock, changed: false };
        await commit(table(), [clockWrite(change.next), ...change.events.map(eventWrite)]);
        return { clock: saved(change.next), changed: true };
      }),

    changeAll: (subject, decide, saving) =>
      untilSaved(async () => {
        const clocks = await clocksOfSubject(table(), subject);
        const { next: changed, events } = decide(clocks);
        const kinds = changed.map(({ kind }) => kind);
        const all = [...clocks.filter(({ kind }) => !kinds.includes(kind)), ...changed.map(saved)];
        const writes = [...changed.map(clockWrite), ...events.map(eventWrite), ...saving.writes(all)];
        if (writes.length > 0) await commit(table(), writes);
        return all;
      }),

    dueBefore: (until, bucket, after) => dueBefore(table(), { until, bucket, after }),
  };
}

const saved = (clock: Clock): Clock => ({ ...clock, version: clock.version + 1 });

async function find(table: Table, subject: string, kind: ClockKind): Promise<Clock | undefined> {
  const item = await itemAt(table, clockKey(subject, kind));
  return item && clockEntity.fromItem(item);
}

type Place = { readonly until: Instant; readonly bucket: string; readonly after: string | undefined };

async function dueBefore({ client, name }: Table, { until, bucket, after }: Place): Promise<Page<ToLookAt>> {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: name,
      IndexName: 'byLook',
      KeyConditionExpression: 'lookBucket = :bucket AND lookAt <= :until',
      ExpressionAttributeValues: { ':bucket': bucket, ':until': through(until) },
      ...(after && { ExclusiveStartKey: JSON.parse(after) as Record<string, unknown> }),
    }),
  );
  const items = Items.map(standing).filter(({ lookAt }) => lookAt <= until);
  return { items, ...(LastEvaluatedKey && { after: JSON.stringify(LastEvaluatedKey) }) };
}
