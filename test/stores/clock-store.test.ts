import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { acknowledgeEscalation } from '#clocks/acknowledge-escalation.ts';
import { calendarOf } from '#clocks/calendars.ts';
import { type Clock, type ClockKind, meet, start } from '#clocks/clock.ts';
import { clockWrite, LOOK_BUCKETS } from '#clocks/clock-item.ts';
import { clockReader } from '#clocks/clock-reader.ts';
import { type ClockStore, clockStore } from '#clocks/clock-store.ts';
import { look } from '#clocks/look.ts';
import { lookAtClock } from '#clocks/look-at-clock.ts';
import { sweep } from '#clocks/sweep.ts';
import { tend } from '#clocks/tend.ts';
import { commit } from '#platform/store/commit.ts';
import type { Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import { noon, on, someBook } from '../clocks/some.ts';
import { aTable } from './a-table.ts';

let table: Table;
let clocks: ClockStore;

beforeAll(async () => {
  table = await aTable();
  clocks = clockStore(() => table);
});

const begin = async (subject: string, kinds: readonly ClockKind[], at = noon) => {
  const { clocks: started } = tend(kinds.map(start), someBook({ subject, at }));
  await commit(table, started.map(clockWrite));
};

const toldOf = async (subject: string): Promise<string[]> => {
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :subject AND begins_with(sk, :timeline)',
      ExpressionAttributeValues: { ':subject': subject, ':timeline': 't#' },
    }),
  );
  return Items.map(({ id }) => String(id));
};

const dueSubjects = async (until: Instant) => {
  const pages = await Promise.all(LOOK_BUCKETS.map((bucket) => clocks.dueBefore(until, bucket)));
  return pages.flatMap(({ items }) => items).map(({ subject, kind }) => `${subject} ${kind}`);
};

const lookAt = (at: Instant) => (found: Clock) => look(found, { run: found.run, at }, calendarOf(found.calendar));

describe('a clock in the table', () => {
  it('is read as it was saved, one version later', async () => {
    await begin('tkt_saved', ['solution']);
    const [planned] = tend([start('solution')], someBook({ subject: 'tkt_saved' })).clocks;

    expect(await clocks.ofSubject('tkt_saved')).toEqual([{ ...planned, version: 1 }]);
  });

  it('is saved with its facts by whoever looks first, and once', async () => {
    await begin('tkt_race', ['firstResponse']);
    const looks = await Promise.all(
      [1, 2, 3].map(() => clocks.change('tkt_race', 'firstResponse', lookAt(on('12:10:00')))),
    );

    expect(looks.filter(({ changed }) => changed)).toHaveLength(1);
    expect(await toldOf('tkt_race')).toEqual(['tkt_race.firstResponse.1.warn', 'tkt_race.firstResponse.1.escalate1']);
  });

  it('stands in the index while somebody must look at it', async () => {
    await begin('tkt_index', ['firstResponse', 'solution']);
    expect(await dueSubjects(on('12:08:00'))).toContain('tkt_index firstResponse');
    expect(await dueSubjects(on('12:08:00'))).not.toContain('tkt_index solution');

    await clocks.changeAll(
      'tkt_index',
      (all) => ({
        next: tend([meet('firstResponse')], someBook({ clocks: all, at: on('12:05:00') })).clocks,
        events: [],
      }),
      { writes: () => [] },
    );

    expect(await dueSubjects(on('12:08:00'))).not.toContain('tkt_index firstResponse');
  });

  it('is nobody for a ticket that is not there', async () => {
    expect(await clocks.change('tkt_none', 'solution', lookAt(noon))).toEqual({ clock: undefined, changed: false });
  });
});

describe('a timer that wakes', () => {
  const timer = { subject: 'tkt_timer', kind: 'firstResponse', run: 1, lookAt: on('12:08:00') } as const;
  const wake = (at: Instant) => lookAtClock({ clocks, clock: () => at });

  it('waits again until the next step, and is done after the last', async () => {
    await begin('tkt_timer', ['firstResponse']);

    expect(await wake(on('12:08:00'))(timer)).toEqual({ ...timer, lookAt: on('12:10:00'), word: 'again' });
    expect(await wake(on('12:30:00'))({ ...timer, lookAt: on('12:30:00') })).toMatchObject({ word: 'done' });
  });

  it('trusts its own moment where the clock of the machine is behind', async () => {
    await begin('tkt_behind', ['firstResponse']);
    const early = { ...timer, subject: 'tkt_behind' };

    expect(await wake(on('12:07:59'))(early)).toMatchObject({ lookAt: on('12:10:00'), word: 'again' });
    expect(await toldOf('tkt_behind')).toEqual(['tkt_behind.firstResponse.1.warn']);
  });

  it('is done without a word when it is of another run', async () => {
    await begin('tkt_stale', ['firstResponse']);

    expect(await wake(on('12:10:00'))({ ...timer, subject: 'tkt_stale', run: 2 })).toMatchObject({ word: 'done' });
    expect(await toldOf('tkt_stale')).toEqual([]);
  });
});

describe('the sweeper', () => {
  it('does what no timer did, after a second of grace, and finds nothing the next time', async () => {
    const [begun, due] = [on('00:00:00', 20), on('00:10:00', 20)];
    await begin('tkt_swept', ['firstResponse'], begun);
    await clocks.change('tkt_swept', 'firstResponse', lookAt(on('00:08:00', 20)));
    const sweepAt = (at: Instant) => sweep({ clocks, clock: () => at })();
    await sweepAt(due);
    expect(await toldOf('tkt_swept')).toEqual(['tkt_swept.firstResponse.1.warn']);

    const { missed } = await sweepAt(on('00:10:01', 20));

    expect(missed).toBe(1);
    expect(await toldOf('tkt_swept')).toContain('tkt_swept.firstResponse.1.escalate1');
    expect((await sweepAt(on('00:10:01', 20))).missed).toBe(0);
  });
});

describe('acknowledging an escalation', () => {
  const leader = { id: 'usr_lan', roles: ['teamLeader'], app: 'desk' } as const;
  const keep = () => ({ writes: () => [] });

  it('is saved with its fact, once, and answers every clock', async () => {
    const ticketId = 'tkt_seen';
    await begin(ticketId, ['firstResponse', 'classResponse']);
    await clocks.change(ticketId, 'firstResponse', lookAt(on('12:10:00')));
    const acknowledge = acknowledgeEscalation({ clocks, clock: () => on('12:11:00') });
    const call = {
      path: { ticketId, level: 1 },
      query: undefined,
      body: undefined,
      actor: leader,
      keep,
      language: 'en',
    };

    const answers = [await acknowledge(call as never), await acknowledge(call as never)];

    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.body).toMatchObject({
      clocks: [{ kind: 'firstResponse', acknowledgedAt: on('12:11:00'), next: [] }, { kind: 'classResponse' }],
    });
    expect((await toldOf(ticketId)).filter((id) => id.includes('acknowledge1'))).toEqual([
      'tkt_seen.acknowledge1.firstResponse1',
    ]);
  });

  it('is refused for a ticket that is not there', async () => {
    const acknowledge = acknowledgeEscalation({ clocks, clock: () => noon });

    await expect(
      acknowledge({ path: { ticketId: 'tkt_nowhere', level: 1 }, actor: leader, keep } as never),
    ).rejects.toMatchObject({ code: 'ticket.missing' });
  });
});

describe('what is due soon', () => {
  it('names each subject once, by its soonest running promise', async () => {
    const begun = on('12:00:00', 1);
    await begin('tkt_soon_a', ['firstResponse', 'classResponse'], begun);
    await begin('tkt_soon_b', ['classResponse'], begun);

    const due = await clockReader(() => table).soonestDue(on('12:40:00', 1), 100);

    expect(due.filter(({ subject }) => subject.startsWith('tkt_soon'))).toEqual([
      { subject: 'tkt_soon_a', dueAt: on('12:10:00', 1), place: `${on('12:10:00', 1)}#tkt_soon_a` },
      { subject: 'tkt_soon_b', dueAt: on('12:30:00', 1), place: `${on('12:30:00', 1)}#tkt_soon_b` },
    ]);
  });

  it.each([
    ['still climbs', 'tkt_climbs', on('12:10:00', 2)],
    ['has been told to everybody', 'tkt_told', on('13:30:00', 2)],
  ])('names a broken promise that %s', async (_, subject, seen) => {
    await begin(subject, ['firstResponse'], on('12:00:00', 2));
    await clocks.change(subject, 'firstResponse', lookAt(seen));

    const due = await clockReader(() => table).soonestDue(on('12:10:00', 2), 100);

    expect(due.map((found) => found.subject)).toContain(subject);
  });

  it('forgets a late promise once it is met', async () => {
    await begin('tkt_kept', ['firstResponse'], on('12:00:00', 3));
    await clocks.change('tkt_kept', 'firstResponse', lookAt(on('13:30:00', 3)));
    const [late] = await clocks.ofSubject('tkt_kept');
    expect(late?.lookAt).toBeUndefined();
    const book = someBook({ subject: 'tkt_kept', clocks: late ? [late] : [], at: on('13:40:00', 3) });
    await commit(table, tend([meet('firstResponse')], book).clocks.map(clockWrite));

    const due = await clockReader(() => table).soonestDue(on('14:00:00', 3), 100);

    expect(due.map(({ subject }) => subject)).not.toContain('tkt_kept');
  });

  it('goes on behind a place until everything due was named', async () => {
    const subjects = ['tkt_page_a', 'tkt_page_b', 'tkt_page_c', 'tkt_page_d', 'tkt_page_e'];
    for (const [minute, subject] of subjects.entries())
      await begin(subject, ['firstResponse'], on(`12:0${minute}:00`, 4));
    const reader = clockReader(() => table);
    const named: string[] = [];
    for (let after: string | undefined = on('12:00:00', 4); after !== undefined; ) {
      const page = await reader.soonestDue(on('12:30:00', 4), 2, after);
      named.push(...page.map(({ subject }) => subject));
      after = page.at(-1)?.place;
    }

    expect(named).toEqual(subjects);
  });
});
