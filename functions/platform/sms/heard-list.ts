import type { HeardSms } from './heard-sms.ts';

type Entry = HeardSms['heard'][number];

const MOST = 1_000; // the providers push at most 100 in one call

/** Reads each entry of a provider's call, one or a list; what `read` cannot make sense of is counted. */
export function heardList(body: unknown, read: (entry: unknown) => Entry | undefined): HeardSms {
  const entries: readonly unknown[] = Array.isArray(body) ? body : [body];
  const heard = entries.slice(0, MOST).flatMap((entry) => read(entry) ?? []);
  return { heard, unreadable: entries.length - heard.length };
}
