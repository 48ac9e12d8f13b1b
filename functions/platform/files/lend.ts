import { type Instant, plusMinutes } from '#platform/time/instant.ts';
import type { FileLinks } from './files.ts';

const SECONDS = 60;

/** A link to a file that ends in so many minutes, and when that is. */
export async function lend(
  links: FileLinks,
  { key, name }: { readonly key: string; readonly name: string },
  { at, minutes }: { readonly at: Instant; readonly minutes: number },
): Promise<{ readonly url: string; readonly expiresAt: Instant }> {
  return { url: await links.download(key, name, minutes * SECONDS), expiresAt: plusMinutes(at, minutes) };
}
