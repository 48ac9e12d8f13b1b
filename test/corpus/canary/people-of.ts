import type { Canary } from './canary.ts';
import type { Cast, Person } from './cast.ts';
import type { Finding, Scanned } from './scan.ts';
import { sieve } from './sieve.ts';
import type { Speaker } from './speaker.ts';

/** The records of people, by whoever finds them by their number, address or account. */
export async function customersOf({ ask }: Speaker, people: readonly Person[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const { id, mobile, email } of people) {
    const ids = new Set<string>();
    for (const asked of [{ account: id }, { phone: mobile }, { email }]) {
      const { body } = await ask('privacyOfficer', 'POST', '/v1/customers/search', asked);
      for (const one of (body['customers'] as { id: string }[] | undefined) ?? []) ids.add(one.id);
    }
    if (ids.size > 0) found.set(id, [...ids]);
  }
  return found;
}

/** Everybody's own copy of what the house keeps of them, by person. */
export async function copiesOf({ ask, answers }: Speaker, customers: ReadonlyMap<string, readonly string[]>) {
  const copies = new Map<string, string>();
  for (const [person, ids] of customers) {
    for (const id of ids) {
      await ask('privacyOfficer', 'POST', `/v1/customers/${id}/export`, { reason: 'asked by letter' });
      copies.set(person, `${copies.get(person) ?? ''}${answers.at(-1)?.said}`);
    }
  }
  return copies;
}

export type Compared = { readonly kept: number; readonly missing: readonly Finding[] };

/** Whatever opens anywhere of somebody who has a record must stand in their own copy. */
export function compareCopies(
  { findings }: Scanned,
  copies: ReadonlyMap<string, string>,
  { canaries }: Cast,
): Compared {
  const kept = [...new Map(findings.map((one) => [one.canary, one])).values()];
  const theirs = kept.filter(({ canary }) => copies.has(canary.person));
  const copied = new Map<string, ReadonlySet<Canary>>();
  for (const [person, copy] of copies) {
    const all = sieve(canaries.filter((canary) => canary.person === person));
    copied.set(person, new Set(all.inText(copy).map(({ canary }) => canary)));
  }
  return { kept: theirs.length, missing: theirs.filter(({ canary }) => !copied.get(canary.person)?.has(canary)) };
}
