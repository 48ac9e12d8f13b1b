import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { type MayCopy, mayCopy } from '#customers/export/may-copy.ts';
import { keyring } from '#platform/personal/keyring.ts';
import type { Table } from '#platform/store/table.ts';
import { at, plusMinutes } from '#platform/time/instant.ts';
import { aWrapping } from '../customers/some.ts';
import { aTable } from './a-table.ts';

const evening = at('2026-03-02T22:30:00Z');
let table: Table;
let may: MayCopy;

beforeAll(async () => {
  table = await aTable();
  const keys = keyring({ table: () => table, wrapping: aWrapping(), clock: () => evening });
  may = mayCopy({ table: () => table, keyring: () => keys });
});

const begin = (who: string, moment = evening) => may(who, 'first', moment);
const refused = expect.objectContaining({ kind: 'tooMany', code: 'customer.copy-limit' });

describe('a copy of oneself', () => {
  it('is begun five times within any day, over midnight too', async () => {
    for (let nth = 0; nth < 5; nth += 1) await begin('u-often');

    await expect(begin('u-often')).rejects.toEqual(refused);
    await expect(begin('u-often', plusMinutes(evening, 23 * 60))).rejects.toEqual(refused);
    await expect(begin('u-often', plusMinutes(evening, 25 * 60))).resolves.toBeUndefined();
  });

  it('takes nothing from anybody else', async () => {
    for (let nth = 0; nth < 5; nth += 1) await begin('u-one');

    await expect(begin('u-two')).resolves.toBeUndefined();
  });

  it('goes on however many were begun, but not without end', async () => {
    for (let nth = 0; nth < 5; nth += 1) await begin('u-long');
    for (let nth = 0; nth < 500; nth += 1) await may('u-long', 'next', evening);

    await expect(may('u-long', 'next', evening)).rejects.toEqual(refused);
  });

  it('is counted under a name that says nothing of whose it is', async () => {
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));

    expect(Items.filter(({ entity }) => entity === 'counter').length).toBeGreaterThan(2);
    expect(JSON.stringify(Items.filter(({ entity }) => entity === 'counter'))).not.toContain('u-');
  });
});
