import * as z from 'zod';
import type { FileLinks } from '#platform/files/files.ts';
import { lend } from '#platform/files/lend.ts';
import { type Clock, Instant } from '#platform/time/instant.ts';

/** A file of somebody, to be fetched within a quarter of an hour; what it is called and what it is stands where `file` is named. */
export const CopiedFile = z.object({
  file: z.string(),
  kind: z.enum(['mail', 'html', 'attachment']),
  type: z.string(),
  bytes: z.int().optional(),
  url: z.url(),
  expiresAt: Instant,
});
export type CopiedFile = z.infer<typeof CopiedFile>;

/** The bucket's files that a copy links to. */
export type LinkFile = (file: { readonly key: string; readonly bytes?: number | undefined }) => Promise<CopiedFile>;

const VALID_MINUTES = 15; // a page of a copy holds up to 250 links, and somebody fetches them one by one

// A link's own name says nothing of the person: what people call files holds names and numbers.
const KINDS = {
  mail: { type: 'message/rfc822', name: 'mail.eml' },
  html: { type: 'text/html', name: 'mail.html' },
  attachment: { type: 'application/octet-stream', name: 'attachment' },
} as const;

export const linkCopied =
  ({ links, clock }: { readonly links: FileLinks; readonly clock: Clock }): LinkFile =>
  async ({ key, bytes }) => {
    const kind = kindOf(key);
    const { type, name } = KINDS[kind];
    const link = await lend(links, { key, name }, { at: clock(), minutes: VALID_MINUTES });
    return { file: key, kind, type, ...(bytes !== undefined && { bytes }), ...link };
  };

function kindOf(key: string): keyof typeof KINDS {
  if (!key.startsWith('people/')) return 'mail';
  return key.endsWith('/html') ? 'html' : 'attachment';
}
