import { describe, expect, it } from 'vitest';
import type { Known } from '#customers/customer.ts';
import { foundBy } from '#customers/export/found-by.ts';
import type { Identity } from '#customers/identity.ts';
import { noon } from '../../clocks/some.ts';

const contact = (index: string) => ({ index, kind: 'email' });
const record = (id: string, ...indexes: string[]) =>
  ({ status: 'known', id, contacts: indexes.map(contact), name: { index: `name of ${id}` } }) as unknown as Known;
const owner = (index: string, customerId: string, proven: boolean): [string, Identity] => [
  index,
  { kind: 'email', index, customerId, proven, since: noon, version: 1 },
];
const customers = {
  identities: async () =>
    new Map([
      ...[owner('proven', 'wang', true), owner('named', 'wang', false)],
      ...[owner('another’s', 'li', true), owner('shared', 'wang', true)],
    ]),
  provenByOthers: async () => new Set(['another’s', 'shared']),
};
const records = [record('wang', 'another’s', 'shared', 'proven'), record('wang-2', 'named', 'proven', 'nobody’s')];

describe('what came in is found', () => {
  it('for the customer by what they proved to be theirs and theirs alone', async () => {
    expect(await foundBy(records, customers, { isOwn: true })).toEqual(['proven']);
  });

  it('for the privacy officer by whatever is not somebody else’s, and by name in the end', async () => {
    expect(await foundBy(records, customers, { isOwn: false })).toEqual([
      ...['named', 'nobody’s', 'proven'],
      ...['name of wang', 'name of wang-2'],
    ]);
  });
});
