import { personErased } from '#platform/personal/person-erased.ts';
import type { Table } from '#platform/store/table.ts';
import { type Customer, isMadeHere, isOfOthers } from './customer.ts';
import type { Contacted } from './customer-door.ts';
import { followed, glance } from './customer-reader.ts';
import type { Indexed } from './identity.ts';
import { provedBehind } from './provers-of.ts';
import type { Seen, Sighting } from './recognise.ts';

/** One reading of the account and all values; more when a value leads to a record that was not read with them. Refuses an account that was erased. */
export async function lookUp(table: Table, contact: Contacted, values: readonly Indexed[]): Promise<Seen> {
  const { account, app, proven } = contact;
  const id = account ?? contact.newId;
  const ids = id === undefined ? [] : [id];
  const { records, identities } = await glance(
    table,
    ids,
    values.map(({ index }) => index),
  );
  const named = id === undefined ? undefined : expectLiving(records.get(id));
  const owners = [...identities.values()].map(({ customerId }) => customerId);
  const family = new Set([named?.id, ...(named?.status === 'known' ? named.absorbed.map(({ id }) => id) : [])]);
  const elsewhere = owners.filter((id) => !family.has(id));
  const found = await followed(table, [...records.keys(), ...elsewhere], records);
  const owner = (id: string) => found.get(id) ?? (named?.status === 'known' && family.has(id) ? named : undefined);
  const seen = values.map(({ kind, index }): Sighting => {
    const identity = identities.get(index);
    if (!identity) return { kind, index };
    const its = owner(identity.customerId);
    return { kind, index, ...(its ? { onFile: { identity, owner: its } } : { lapsed: identity.version }) };
  });
  return {
    ...{ app, proven, byAccount: account !== undefined && !isMadeHere(account) },
    named: id === undefined ? undefined : found.get(id),
    sightings: proven ? await Promise.all(seen.map((one) => withBehind(table, one, app))) : seen,
  };
}

/** The sighting with whoever proved it behind an owner who is a customer of other apps. */
async function withBehind(table: Table, sighting: Sighting, app: string | undefined): Promise<Sighting> {
  if (!sighting.onFile || !isOfOthers(sighting.onFile.owner, app)) return sighting;
  const ids = await provedBehind(table, sighting.index);
  const behind = [...(await followed(table, ids)).values()].find((one) => !isOfOthers(one, app));
  return { ...sighting, behind };
}

function expectLiving(named: Customer | undefined): Customer | undefined {
  if (named?.status !== 'erased') return named;
  throw personErased();
}
