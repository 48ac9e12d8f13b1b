import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { acknowledgeEscalation } from '#clocks/acknowledge-escalation.ts';
import { calendarOf } from '#clocks/calendars.ts';
import { type Clock, type ClockKind, meet, start } from '#clocks/clock.ts';
import { clockWrite, DUE_BUCKETS, LOOK_BUCKETS } from '#clocks/clock-item.ts';
import { clockReader, type DueSubject } from '#clocks/clock-reader.ts';
import { type ClockStore, clockStore } from '#clocks/clock-store.ts';
import { look } from '#clocks/look.ts';
import { lookAtClock } from '#clocks/look-at-clock.ts';
import { standardized } from '#clocks/presets/standardized.ts';
import { sweep } from '#clocks/sweep.ts';
import { tend } from '#clocks/tend.ts';
import { commit } from '#platform/store/commit.ts';
import type { Table } from '#platform/store/table.ts';
import type { Instant } from '#platform/time/instant.ts';
import { noon, on, someBook } from '../clocks/some.ts';
import { aTable } from './a-table.ts';
import { callsOf } from './calls-of.ts';

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
  const dueOf = async (until: Instant, after?: string, size = 100) => {
    const due: DueSubject[] = [];
    for await (const part of clockReader(() => table).soonestDue(until, size, after)) due.push(...part);
    return due;
  };

  it('names each subject once, by its soonest running promise', async () => {
    const begun = on('12:00:00', 1);
    await begin('tkt_soon_a', ['firstResponse', 'classResponse'], begun);
    await begin('tkt_soon_b', ['classResponse'], begun);

    const due = await dueOf(on('12:40:00', 1));

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

    expect((await dueOf(on('12:10:00', 2))).map((found) => found.subject)).toContain(subject);
  });

  it('names a broken promise whose next level is days away', async () => {
    const policy = structuredClone(standardized);
    policy.escalation.resolution = { rule: 'X-01', period: 'ownLimit', untilResolution: false };
    const book = someBook({ subject: 'tkt_slow', at: on('12:00:00', 5), policy });
    const [resolution] = tend([start('resolution')], book).clocks;
    await commit(table, resolution ? [clockWrite(resolution)] : []);
    const dueAt = resolution?.dueAt ?? noon;
    await clocks.change('tkt_slow', 'resolution', lookAt(dueAt));
    const [broken] = await clocks.ofSubject('tkt_slow');
    expect(Date.parse(broken?.lookAt ?? '') - Date.parse(dueAt)).toBeGreaterThan(24 * 60 * 60 * 1000);

    expect((await dueOf(dueAt)).map(({ subject }) => subject)).toContain('tkt_slow');
  });

  it('forgets a late promise once it is met', async () => {
    await begin('tkt_kept', ['firstResponse'], on('12:00:00', 3));
    await clocks.change('tkt_kept', 'firstResponse', lookAt(on('13:30:00', 3)));
    const [late] = await clocks.ofSubject('tkt_kept');
    expect(late?.lookAt).toBeUndefined();
    const book = someBook({ subject: 'tkt_kept', clocks: late ? [late] : [], at: on('13:40:00', 3) });
    await commit(table, tend([meet('firstResponse')], book).clocks.map(clockWrite));

    expect((await dueOf(on('14:00:00', 3))).map(({ subject }) => subject)).not.toContain('tkt_kept');
  });

  it('does not name a promise that rests', async () => {
    const begun = on('12:00:00', 6);
    const { clocks: started } = tend([start('solution')], someBook({ subject: 'tkt_rests', at: begun }));
    const rest = { do: 'pause', reason: 'awaitingCustomer', until: on('13:00:00', 6) } as const;
    const { clocks: resting } = tend([rest], someBook({ subject: 'tkt_rests', clocks: started, at: begun }));
    expect(resting).toMatchObject([{ state: 'paused', lookAt: rest.until }]);
    await commit(table, resting.map(clockWrite));

    expect((await dueOf(on('00:00:00', 30))).map(({ subject }) => subject)).not.toContain('tkt_rests');
    expect(await dueSubjects(rest.until)).toContain('tkt_rests solution');
  });

  it('goes on behind a place until everything due was named once', async () => {
    const subjects = ['tkt_page_a', 'tkt_page_b', 'tkt_page_c', 'tkt_page_d', 'tkt_page_e'];
    for (const [minute, subject] of subjects.entries())
      await begin(subject, ['firstResponse', 'classResponse'], on(`12:0${minute}:00`, 40));
    const named: string[] = [];
    for (let after: string | undefined = on('12:00:00', 40); after !== undefined; ) {
      const page = (await dueOf(on('12:50:00', 40), after)).slice(0, 2);
      named.push(...page.map(({ subject }) => subject));
      after = page.at(-1)?.place;
    }

    expect(named).toEqual(subjects);
  });

  it('puts broken promises, those that climb and those to come in one order', async () => {
    await begin('tkt_mix_late', ['firstResponse'], on('08:00:00', 50));
    await clocks.change('tkt_mix_late', 'firstResponse', lookAt(on('11:00:00', 50)));
    await begin('tkt_mix_climbs', ['firstResponse'], on('11:30:00', 50));
    await clocks.change('tkt_mix_climbs', 'firstResponse', lookAt(on('11:40:00', 50)));
    await begin('tkt_mix_warned', ['classResponse'], on('11:31:00', 50));
    await clocks.change('tkt_mix_warned', 'classResponse', lookAt(on('11:56:00', 50)));
    await begin('tkt_mix_begun', ['firstResponse'], on('11:50:00', 50));

    expect((await dueOf(on('12:30:00', 50), on('08:00:00', 50), 3)).map(({ subject }) => subject)).toEqual(
      ['late', 'climbs', 'begun', 'warned'].map((name) => `tkt_mix_${name}`),
    );
  });

  it('reads a page and no more of many that are due', async () => {
    const many = Array.from({ length: 400 }, (_, index) => `tkt_many_${String(index).padStart(3, '0')}`);
    const started = many.flatMap(
      (subject) => tend([start('firstResponse')], someBook({ subject, at: on('12:00:00', 60) })).clocks,
    );
    for (let from = 0; from < many.length; from += 100)
      await commit(table, started.slice(from, from + 100).map(clockWrite));
    const calls = callsOf(table);

    const pages = clockReader(() => table).soonestDue(on('13:00:00', 60), 25, on('12:00:00', 60));
    const { value } = await pages.next();

    expect(value?.map(({ subject }) => subject)).toEqual(many.slice(0, 25));
    expect(calls.length).toBeLessThanOrEqual(DUE_BUCKETS.length + 6 + 25);
  });
});
