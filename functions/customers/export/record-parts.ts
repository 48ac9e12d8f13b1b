import { reasonOf } from '#customers/audit-reason.ts';
import type { AuditStore } from '#customers/audit-store.ts';
import type { CareStore } from '#customers/care-store.ts';
import { clearOf } from '#customers/clear-of.ts';
import type { Customer } from '#customers/customer.ts';
import { careOf } from '#customers/customer-view.ts';
import { IdentityKind } from '#customers/identity.ts';
import type { OwnTimeline } from '#customers/own-timeline.ts';
import type { Actor } from '#platform/auth/actor.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { ofEach, one, type Part } from './piece.ts';

type Needs = {
  readonly own: OwnTimeline;
  readonly audit: AuditStore;
  readonly care: Pick<CareStore, 'said' | 'last'>;
  readonly keyring: () => Keyring;
};

const AT_ONCE = 50;

/** Every record a person has, with names, contacts and care profile in the clear, what they were dissatisfied with and the call they were owed for it. */
export function recordPart(records: readonly Customer[], needs: Pick<Needs, 'keyring' | 'care'>): Part {
  return ofEach(records, (record, after) => one(async () => ({ records: [await recordOf(record, needs)] }))(after));
}

async function recordOf(record: Customer, { keyring, care: cared }: Pick<Needs, 'keyring' | 'care'>) {
  if (record.status === 'erased') return { id: record.id, erasedAt: record.erasedAt };
  const { name: _sealedName, contacts: _sealed, profile, apart: _apart, legalHold, ...rest } = record;
  const { care: _care, ...plain } = profile;
  const [key, said, last] = await Promise.all([
    keyring().find(record.id),
    cared.said(record.id),
    cared.last(record.id),
  ]);
  const care = careOf(record, key);
  const { name, contacts } = clearOf(record, ['name', ...IdentityKind.options], key);
  const clear = {
    ...(name && { name: name.text }),
    contacts: contacts.map(({ kind, value }) => ({ kind, value: value.text })),
  };
  return {
    ...{ ...rest, ...clear, profile: plain, ...(care && { care }), legalHold: legalHold !== undefined },
    dissatisfied: said.map(({ about, at }) => ({ about, at })),
    ...(last && { careFollowUp: { ticketId: last.ticketId, openedAt: last.openedAt } }),
  };
}

/** What happened to each record, newest first, as whoever asks may see it. */
export function eventPart(ids: readonly string[], { own }: Pick<Needs, 'own'>, actor: Actor): Part {
  return ofEach(ids, async function* (id, after) {
    for (let before = after; ; ) {
      const { entries, last, more } = await own.page(id, { before, size: AT_ONCE }, actor);
      for (const { place, ...entry } of entries) yield { place, lists: { events: [entry] } };
      if (!more) return;
      before = last;
    }
  });
}

type Asking = { readonly actor: Actor; readonly isOwn: boolean };

/** Who saw or took what of a person's data and why, oldest first. A customer is told `staff` instead of the one who did it. */
export function auditPart(
  ids: readonly string[],
  { audit, keyring }: Pick<Needs, 'audit' | 'keyring'>,
  { actor, isOwn }: Asking,
): Part {
  const whoOf = (by: string) => (ids.includes(by) || by === actor.id ? 'customer' : 'staff');
  return ofEach(ids, async function* (id, after) {
    const [entries, key] = await Promise.all([audit.chain(id), keyring().find(id)]);
    for (const entry of entries) {
      const { n, at, what, of, because, ticketId } = entry;
      if (n <= Number(after ?? 0)) continue;
      const by = isOwn ? whoOf(entry.by) : entry.by;
      yield {
        place: String(n),
        lists: { audit: [{ n, at, by, what, of, because, ticketId, reason: reasonOf(entry, key) }] },
      };
    }
  });
}
