import { beforeAll, describe, expect, it } from 'vitest';
import { referenceOf } from '#clocks/policy.ts';
import { type PolicyStore, policyStore } from '#clocks/policy-store.ts';
import { satisfaction } from '#clocks/presets/satisfaction.ts';
import { standardized } from '#clocks/presets/standardized.ts';
import type { Table } from '#platform/store/table.ts';
import { noon, on } from '../clocks/some.ts';
import { aTable } from './a-table.ts';

let table: Table;
beforeAll(async () => {
  table = await aTable();
});

const by = { by: 'usr_wei', at: noon };
const nothingKept = { writes: () => [] };
/** By somebody who saw the one in force. */
const seen = async (policies: PolicyStore) => ({ ...nothingKept, expect: (await policies.current()).active.version });

describe('the policies of the house', () => {
  it('are the presets until somebody publishes one, and keep every version', async () => {
    let now = noon;
    const office = policyStore(
      () => table,
      () => now,
    );
    const elsewhere = policyStore(
      () => table,
      () => now,
    );
    expect(await elsewhere.active()).toEqual(standardized);

    await office.publish({ ...standardized, warnAtShare: 0.5 }, by, nothingKept);

    expect(await office.active()).toMatchObject({ version: 'V1.1', warnAtShare: 0.5 });
    expect((await elsewhere.active()).version).toBe('V1.0');
    now = on('12:00:05');
    expect((await elsewhere.active()).version).toBe('V1.1');
    expect(await elsewhere.of('standardized@V1.0')).toEqual(standardized);
    expect(await elsewhere.of('satisfaction@V1.0')).toEqual(satisfaction);
    await expect(elsewhere.of('standardized@V9.9')).rejects.toThrow('There is no policy');
  });

  it('are read once each, however many tickets of theirs are looked at at once', async () => {
    const writer = policyStore(
      () => table,
      () => noon,
    );
    const { policy } = await writer.publish(standardized, by, await seen(writer));
    let reads = 0;
    const counted = { ...table, client: { send: async (command: never) => counting(command) } } as unknown as Table;
    const counting = (command: never) => {
      reads += 1;
      return table.client.send(command);
    };
    const { of } = policyStore(
      () => counted,
      () => noon,
    );

    const all = await Promise.all(Array.from({ length: 20 }, () => of(referenceOf(policy))));
    expect(await of(referenceOf(policy))).toEqual(policy);

    expect(all).toEqual(Array(20).fill(policy));
    expect(reads).toBe(1);
  });

  it('are looked for again when they were not there', async () => {
    const early = policyStore(
      () => table,
      () => noon,
    );
    const { latest } = (await early.current()).active;
    const minor = Number(/\.(\d+)$/.exec(latest['standardized'] ?? '')?.[1]) + 1;
    await expect(early.of(`standardized@V1.${minor}`)).rejects.toThrow('There is no policy');
    await early.publish(standardized, by, await seen(early));

    expect(await early.of(`standardized@V1.${minor}`)).toMatchObject({ version: `V1.${minor}` });
  });

  it('are published by whoever saw the last one', async () => {
    const policies = policyStore(
      () => table,
      () => noon,
    );
    const { active } = await policies.current();
    await policies.publish(satisfaction, by, { ...nothingKept, expect: active.version });

    await expect(policies.publish(standardized, by, { ...nothingKept, expect: active.version })).rejects.toMatchObject({
      kind: 'outdated',
      code: 'policy.changed',
    });
    await expect(policies.publish(standardized, by, nothingKept)).rejects.toMatchObject({ code: 'request.unseen' });
    expect((await policies.current()).active.reference).toBe('satisfaction@V1.1');
  });
});
