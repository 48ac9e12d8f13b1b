import type { HeardSms } from './heard-sms.ts';

type Entry = HeardSms['heard'][number];

const MOST = 100; // as many as providers push in one call; all of one number are still heard before the function ends

/** Reads each entry of a provider's call, one or a list; what `read` cannot make sense of is counted. */
export function heardList(body: unknown, read: (entry: unknown) => Entry | undefined): HeardSms {
  const entries: readonly unknown[] = Array.isArray(body) ? body : [body];
  const heard = entries.slice(0, MOST).flatMap((entry) => read(entry) ?? []);
  return { heard, unreadable: entries.length - heard.length };
}
