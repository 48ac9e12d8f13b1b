import { Refusal } from '#platform/refusal.ts';

/** Refuses to put something in the place of what is there (from version 1 on) for a caller who does not say which one they saw. */
export function expectSeen(version: number, seen: number | undefined): void {
  if (version === 0 || seen !== undefined) return;
  throw new Refusal(
    'unseen',
    'request.unseen',
    'This takes the place of what is there; please read that first, and send its ETag as If-Match',
  );
}
