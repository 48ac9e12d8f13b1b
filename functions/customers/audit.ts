import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Sealed } from '#platform/personal/sealed.ts';
import { Instant } from '#platform/time/instant.ts';

/** What was done with somebody's data: shown in the clear, copied out, joined, parted, destroyed. */
export const Audited = z.object({
  at: Instant,
  by: z.string(),
  what: z.enum(['reveal', 'export', 'merge', 'part', 'erase']),
  /** Names of fields, or of the other record; never a value. */
  of: z.array(z.string()),
  /** Sealed with the person's key, for people write names into reasons. */
  reason: Sealed.optional(),
  /** The reason, where it is a word of ours. */
  because: z.string().optional(),
  ticketId: z.string().optional(),
});
export type Audited = z.infer<typeof Audited>;

/** An entry and its place in the chain: `hash` is over all of it and the hash `before`. */
export const AuditEntry = Audited.extend({
  customerId: z.string(),
  n: z.int().min(1),
  before: z.string(),
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

const FIRST = ''; // before the first entry there is nothing

function hashOf({ customerId, n, before, ...audited }: Omit<AuditEntry, 'hash'>): string {
  const { at, by, what, of, reason = null, because = null, ticketId = null } = audited;
  const text = JSON.stringify([customerId, n, before, at, by, what, of, reason, because, ticketId]);
  return createHash('sha256').update(text).digest('base64url');
}

/** The entry that goes behind the last one of a customer's chain. */
export function chained(customerId: string, audited: Audited, last: AuditEntry | undefined): AuditEntry {
  const entry = { ...audited, customerId, n: (last?.n ?? 0) + 1, before: last?.hash ?? FIRST };
  return { ...entry, hash: hashOf(entry) };
}

/** The number of the first entry that was altered, is missing or stands elsewhere; none when the chain is whole. */
export function brokenAt(entries: readonly AuditEntry[]): number | undefined {
  let before = FIRST;
  for (const [index, entry] of entries.entries()) {
    const { hash, ...rest } = entry;
    const n = index + 1;
    if (entry.n !== n || entry.before !== before || hash !== hashOf(rest)) return n;
    before = hash;
  }
  return undefined;
}
