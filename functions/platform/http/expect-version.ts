import type { Refusal } from '#platform/refusal.ts';

type Etag = { readonly headers: { readonly etag: string } };

/** Refuses what was decided on another version than there is; whoever did not say which one they saw decides on any. */
export function expectVersion(version: number, expected: number | undefined, outdated: (now: Etag) => Refusal): void {
  if (expected === undefined || expected === version) return;
  throw outdated({ headers: { etag: `"${version}"` } });
}
