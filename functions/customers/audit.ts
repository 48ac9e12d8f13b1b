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

/** An entry and its place in the chain: `mac` is over all of it and the mac of the one `before`. */
export const AuditEntry = Audited.extend({
  customerId: z.string(),
  n: z.int().min(1),
  before: z.string(),
  mac: z.string(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Where a chain ends: how many entries it has (`version`) and the mac of the `last`, so that none is cut off its end unseen. */
export const AuditHead = z.object({
  customerId: z.string(),
  version: z.int().min(1),
  last: z.string(),
  mac: z.string(),
});
export type AuditHead = z.infer<typeof AuditHead>;

/** Signs with a key of the house that lies in no table: whoever may write entries cannot sign them. */
export type Mac = (text: string) => string;

/** What stands last in the table, and what the chain says stands last. */
export type End = { readonly newest?: AuditEntry | undefined; readonly head?: AuditHead | undefined };

const FIRST = ''; // before the first entry there is nothing

function macOf({ customerId, n, before, ...audited }: Omit<AuditEntry, 'mac'>, mac: Mac): string {
  const { at, by, what, of, reason = null, because = null, ticketId = null } = audited;
  return mac(JSON.stringify(['entry', customerId, n, before, at, by, what, of, reason, because, ticketId]));
}

/** The entry that goes behind what is there. Behind an end that does not fit it is bound to nothing: the chain stays broken for all to see. */
export function chained(customerId: string, audited: Audited, { newest, head }: End, mac: Mac): AuditEntry {
  const fits = isEnd(head, newest, mac);
  const n = Math.max(newest?.n ?? 0, head && isGenuine(head, mac) ? head.version : 0) + 1;
  const entry = { ...audited, customerId, n, before: (fits && newest?.mac) || FIRST };
  return { ...entry, mac: macOf(entry, mac) };
}

/** The end of a chain whose last entry this is. */
export function headAt({ customerId, n: version, mac: last }: AuditEntry, mac: Mac): AuditHead {
  const head = { customerId, version, last };
  return { ...head, mac: headMac(head, mac) };
}

const headMac = ({ customerId, version, last }: Omit<AuditHead, 'mac'>, mac: Mac): string =>
  mac(JSON.stringify(['head', customerId, version, last]));

const isGenuine = (head: AuditHead, mac: Mac): boolean => head.mac === headMac(head, mac);

function isEnd(head: AuditHead | undefined, newest: AuditEntry | undefined, mac: Mac): boolean {
  if (!head || !newest) return !head && !newest;
  return isGenuine(head, mac) && head.version === newest.n && head.last === newest.mac;
}

/** The number of the first entry that was altered, is missing or stands elsewhere; none when the chain is whole to its end. */
export function brokenAt(entries: readonly AuditEntry[], head: AuditHead | undefined, mac: Mac): number | undefined {
  let before = FIRST;
  for (const [index, entry] of entries.entries()) {
    const n = index + 1;
    if (entry.n !== n || entry.before !== before || entry.mac !== macOf(entry, mac)) return n;
    before = entry.mac;
  }
  if (isEnd(head, entries.at(-1), mac)) return undefined;
  return Math.min(head?.version ?? entries.length, entries.length) + 1;
}
