import { beforeAll, describe, expect, it } from 'vitest';
import { changeProfile } from '#customers/change-profile.ts';
import { customerStore } from '#customers/customer-store.ts';
import { newId } from '#platform/ids.ts';
import type { Table } from '#platform/store/table.ts';
import { NOBODY, type StaffDirectory, StaffList } from '#staff/staff.ts';
import { ticketDoor } from '#tickets/ticket-door.ts';
import { ticketLists } from '#tickets/ticket-lists.ts';
import { noon } from '../clocks/some.ts';
import { mira, tang } from '../support/people.ts';
import { aTable } from './a-table.ts';
import { anIntake } from './an-intake.ts';

const directoryOf = (active: boolean): StaffDirectory => ({
  ...StaffList.parse({ people: [{ id: 'mira', name: 'Mira', roles: ['agent'], active }] }),
  version: 1,
});
const CALL = {
  ...({ kind: 'enquiry', stage: 'preSale', channel: 'phone', subject: '问尺码', body: '想问尺码' } as const),
  ...({ urgency: 'general', affectedCustomers: 1, majorLoss: false, needsSolutionDesign: false } as const),
};

const patchOf = (customerId: string, body: object) =>
  ({ path: { customerId }, body, actor: tang, keep: () => ({ writes: () => [] }) }) as never;

let table: Table;
let directory: StaffDirectory;
const staff = { directory: async () => directory };
beforeAll(async () => {
  table = await aTable();
});

function aDesk() {
  const { keys, policies, store: tickets, customers } = anIntake(table);
  const door = ticketDoor({ tickets, lists: ticketLists(() => table), policies, customers, keys, staff, newId });
  const change = changeProfile({
    customers: customerStore(() => table),
    clock: () => noon,
    keyring: () => keys,
    staff,
  });
  return {
    known: (account: string) => customers.recognise({ account, proven: true, language: 'zh-CN' }, noon),
    giveTo: (customerId: string, dedicatedContact: string) => change(patchOf(customerId, { dedicatedContact })),
    change: (customerId: string, body: object) => change(patchOf(customerId, body)),
    calls: (customerId: string) =>
      door.open({ ...CALL, requester: { customerId, language: 'zh-CN' } }, { by: mira, at: noon }),
  };
}

describe('somebody who looks after a customer in person', () => {
  it('is somebody who works here', async () => {
    const desk = aDesk();
    await desk.known('u-looked-after');
    directory = directoryOf(true);

    await expect(desk.giveTo('u-looked-after', 'zoe')).rejects.toMatchObject({
      kind: 'invalid',
      code: 'staff.unknown',
    });
    expect((await desk.giveTo('u-looked-after', 'mira')).body).toMatchObject({ dedicatedContact: 'mira' });
    expect(await desk.calls('u-looked-after')).toMatchObject({ status: 'assigned', assigneeId: 'mira' });
  });

  it('is handed no more tickets once they have left, and the profile can still be changed', async () => {
    const desk = aDesk();
    await desk.known('u-left-alone');
    directory = directoryOf(true);
    await desk.giveTo('u-left-alone', 'mira');
    directory = directoryOf(false);

    expect(await desk.calls('u-left-alone')).toMatchObject({ status: 'received' });
    expect((await desk.change('u-left-alone', { vip: true })).body).toMatchObject({ vip: true });
    await expect(desk.giveTo('u-left-alone', 'mira')).rejects.toMatchObject({ code: 'staff.unknown' });
  });

  it('may be anybody before the directory was first written', async () => {
    const desk = aDesk();
    await desk.known('u-first-day');
    directory = NOBODY;
    await desk.giveTo('u-first-day', 'zoe');

    expect(await desk.calls('u-first-day')).toMatchObject({ status: 'assigned', assigneeId: 'zoe' });
  });
});
