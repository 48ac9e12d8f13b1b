import { randomBytes } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { keyring, shownWith } from '#platform/personal/keyring.ts';
import type { Table } from '#platform/store/table.ts';
import { at, type Instant, plusMinutes } from '#platform/time/instant.ts';
import { aTable } from './a-table.ts';

const place = { pk: 'tkt_1', sk: '@ticket', attribute: 'contact' };
const noon = at('2026-03-02T12:00:00Z');

let table: Table;
beforeAll(async () => {
  table = await aTable();
});

/** A house whose wrapping is its own, and that counts how often it was asked. */
function aHouse(clock: () => Instant = () => noon) {
  const asked = { made: 0, unwrapped: 0 };
  const mask = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0x5a);
  const wrapping = {
    make: async () => {
      asked.made += 1;
      const key = randomBytes(32);
      return { key, wrapped: mask(key) };
    },
    unwrap: async (_: string, wrapped: Uint8Array) => {
      asked.unwrapped += 1;
      return mask(wrapped);
    },
  };
  return { asked, keys: keyring({ table: () => table, wrapping, clock }) };
}

describe('the keys of everybody', () => {
  it('are made once a person, however many ask at once', async () => {
    const houses = Array.from({ length: 8 }, () => aHouse());
    const keys = await Promise.all(houses.map((house) => house.keys.of('cus_race')));
    const sealed = keys[0]?.seal(place, '王女士') as never;

    expect(keys.map((key) => key.open(place, sealed))).toEqual(keys.map(() => '王女士'));
  });

  it('are one for each person', async () => {
    const { keys } = aHouse();
    const sealed = (await keys.of('cus_one')).seal(place, '王女士');

    const other = await keys.of('cus_two');

    expect(() => other.open(place, sealed)).toThrow();
  });

  it('are unwrapped again after five minutes only', async () => {
    let now = noon;
    const { keys, asked } = aHouse(() => now);
    await keys.of('cus_kept');
    now = plusMinutes(noon, 4);
    await keys.of('cus_kept');
    const before = asked.unwrapped;
    now = plusMinutes(noon, 6);
    await keys.of('cus_kept');

    expect([before, asked.unwrapped]).toEqual([0, 1]);
  });

  it('open nothing any more once they are destroyed, and are never made again', async () => {
    const { keys } = aHouse();
    await keys.of('cus_gone');
    await keys.destroy('cus_gone', noon);

    expect(await keys.find('cus_gone')).toBeUndefined();
    await expect(keys.of('cus_gone')).rejects.toMatchObject({ code: 'person.erased' });
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
    expect(Items.find(({ pk }) => pk === 'key_cus_gone')).not.toHaveProperty('wrapped');
  });
});

describe('while the wrapping key cannot be reached', () => {
  const broken = keyring({
    table: () => table,
    wrapping: {
      make: () => Promise.reject(new Error('KMS is away')),
      unwrap: () => Promise.reject(new Error('KMS is away')),
    },
    clock: () => noon,
  });

  it('nothing is sealed, and whoever asks may come again', async () => {
    await expect(broken.of('cus_new')).rejects.toMatchObject({ kind: 'busy', code: 'keys.away' });
  });

  it('lists go on with what is sealed shown as sealed', async () => {
    expect(await shownWith(broken)).toBeUndefined();
  });
});

describe('the key of the house', () => {
  it("is nobody else's: somebody called `house` may be erased like everybody", async () => {
    const { keys } = aHouse();
    const before = (await keys.house()).index('phone', '1');
    await keys.of('house');
    await keys.destroy('house', noon);

    expect((await aHouse().keys.house()).index('phone', '1')).toBe(before);
  });

  it('finds the same value by the same index, and tells kinds apart', async () => {
    const one = await aHouse().keys.house();
    const other = await aHouse().keys.house();

    expect(one.index('phone', '+8613800138000')).toBe(other.index('phone', '+8613800138000'));
    expect(one.index('email', '+8613800138000')).not.toBe(one.index('phone', '+8613800138000'));
  });

  it('signs every purpose on its own', async () => {
    const house = await aHouse().keys.house();

    expect(house.sign('reply', 'x')).toHaveLength(16);
    expect(house.sign('reply', 'x')).not.toEqual(house.sign('form', 'x'));
  });
});
