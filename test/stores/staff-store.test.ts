import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Table } from '#platform/store/table.ts';
import { at } from '#platform/time/instant.ts';
import { NOBODY, StaffList } from '#staff/staff.ts';
import { type StaffStore, staffStore } from '#staff/staff-store.ts';
import { aTable } from './a-table.ts';

let table: Table;
let staff: StaffStore;
beforeAll(async () => {
  table = await aTable();
  staff = staffStore(() => table);
});

const list = StaffList.parse({
  people: [{ id: 'mira', name: 'Mira', roles: ['agent'], phone: '13800000001' }],
  fallbacks: { director: { email: 'directors@example.com' } },
});
const written = { by: 'hr_1', at: at('2026-03-02T12:00:00Z') };
const nothingKept = { writes: () => [] };

describe('the staff directory in the table', () => {
  it('is empty until somebody writes it, and is refused to whoever saw another one', async () => {
    expect(await staff.directory()).toEqual(NOBODY);

    await staff.replace(list, written, { ...nothingKept, expect: 0 });
    expect(await staff.directory()).toEqual({ ...list, version: 1 });

    await expect(staff.replace(list, written, { ...nothingKept, expect: 0 })).rejects.toMatchObject({
      kind: 'outdated',
      code: 'staff.changed',
      headers: { etag: '"1"' },
    });
    expect((await staff.replace({ ...list, people: [] }, written, { ...nothingKept, expect: 1 })).version).toBe(2);
  });

  it('is refused to whoever does not say which one they saw, and stays', async () => {
    await expect(staff.replace(list, written, nothingKept)).rejects.toMatchObject({
      kind: 'unseen',
      code: 'request.unseen',
    });
    expect(await staff.directory()).toMatchObject({ people: [], version: 2 });
  });

  it('tells the house that it changed, and not who is in it', async () => {
    const { Items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :facts)',
        ExpressionAttributeValues: { ':pk': 'staff_directory', ':facts': 't#' },
      }),
    );

    expect(Items).toMatchObject([
      { id: 'staff_directory.1.0', type: 'StaffDirectoryChanged', version: 1, by: 'hr_1', entity: 'event' },
      { id: 'staff_directory.2.0', type: 'StaffDirectoryChanged', version: 2 },
    ]);
    expect(JSON.stringify(Items)).not.toContain('Mira');
  });
});
