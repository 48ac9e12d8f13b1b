import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, fromMillis } from '#platform/time/instant.ts';
import { Invitation } from '#surveys/invitation.ts';
import { inviteQuarter } from '#surveys/invite-quarter.ts';
import { surveyStore } from '#surveys/survey-store.ts';
import { engineClient, kept } from '../story/kept.ts';
import type { Caller, RunningHouse } from '../support/house.ts';
import { aHouse, done, opened, path } from './a-house.ts';

const SERVED = 12;
const RECORD = { cause: '不会使用', result: '已发送图文说明', prevention: '补充说明书' };
let house: RunningHouse;
let [shop, lena]: Caller[] = [];

// The evening before the second quarter begins in Shanghai.
beforeAll(async () => {
  house = await aHouse('2026-03-31T23:30:00+08:00');
  [shop, lena] = await Promise.all(['customerApp', 'complaintSpecialist'].map((role) => house.as(role)));
});
afterAll(() => house.stop());

async function served(number: number): Promise<void> {
  const requester = { customerId: `cus_${number}`, email: `c${number}@example.com` };
  const ticket = await opened(house, shop!, { kind: 'enquiry', requester });
  await done(house, lena!.post(path(ticket, 'replies'), { text: '请看说明。' }));
  await done(house, lena!.post(path(ticket, 'resolve'), RECORD));
  await done(house, lena!.post(path(ticket, 'close')));
}

async function invitations(): Promise<Invitation[]> {
  const items = await kept(house.runtime);
  return items.filter(({ entity }) => entity === 'invitation').map((item) => Invitation.parse(item));
}

const letters = () => house.runtime.outbox().filter(({ subject }) => subject === '想听听您对我们服务的看法');

describe('the first morning of a quarter', () => {
  it('invites a tenth of the customers served in the one before, rounded up, once', async () => {
    for (let number = 0; number < SERVED; number += 1) await served(number % (SERVED - 1));
    await house.minutes(60);
    await served(99);
    house.runtime.turn({ schedules: true, stateMachines: false });
    await house.runtime.clock.moveTo(Date.parse('2026-04-01T08:30:00+08:00'));
    expect(await invitations()).toEqual([]);
    await house.runtime.clock.moveTo(Date.parse('2026-04-01T09:30:00+08:00'));
    const invited = await invitations();

    expect(invited).toHaveLength(2);
    expect(new Set(invited.map(({ customerId, quarter }) => `${customerId} ${quarter}`)).size).toBe(2);
    expect(invited.map(({ quarter }) => quarter)).toEqual(['2026Q1', '2026Q1']);
    expect(invited.map(({ customerId }) => customerId)).not.toContain('cus_99');
    expect(
      letters()
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual(invited.map(({ customerId }) => `${customerId.replace('cus_', 'c')}@example.com`).toSorted());
  });

  it('invites nobody again when the schedule fires twice', async () => {
    const before = await invitations();
    const client = engineClient(house.runtime);
    const { TableNames = [] } = await client.send(new ListTablesCommand({}));
    const surveys = surveyStore(() => ({ client, name: TableNames[0]! }));
    const newSeed = () => expect.unreachable('a survey is drawn once');
    const again = inviteQuarter({ surveys, clock: () => fromMillis(house.runtime.clock.now()), newSeed });
    await Promise.all([again(at('2026-04-01T01:00:00Z')), again(at('2026-04-01T01:00:00Z'))]);
    await house.runtime.settled();
    client.destroy();

    expect(await invitations()).toEqual(before);
    expect(letters()).toHaveLength(before.length);
  });
});
