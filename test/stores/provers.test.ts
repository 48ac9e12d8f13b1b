import { expect, it } from 'vitest';
import { claimEntity } from '#customers/customer-item.ts';
import { provedBehind } from '#customers/provers-of.ts';
import { commit, type Write } from '#platform/store/commit.ts';
import { noon } from '../clocks/some.ts';
import { aTable } from './a-table.ts';

it('finds whoever proved a value behind more than a page of those who did not', async () => {
  const table = await aTable();
  const claim = (number: number, proven: boolean): Write => {
    const customerId = `${'c'.repeat(300)}${String(number).padStart(4, '0')}`;
    return { put: claimEntity.toItem({ index: 'i', customerId, proven, since: noon }), when: 'absent' };
  };
  const claims = Array.from({ length: 1_700 }, (_, number) => claim(number, number === 1_699));
  for (let from = 0; from < claims.length; from += 100) await commit(table, claims.slice(from, from + 100));

  expect(await provedBehind(table, 'i')).toHaveLength(1);
}, 60_000);
