import * as z from 'zod';
import type { AuditStore } from '#customers/audit-store.ts';
import type { FileLinks, Files } from '#platform/files/files.ts';
import { lend } from '#platform/files/lend.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import { type Clock, Instant } from '#platform/time/instant.ts';
import { VALID_MINUTES } from './link-file.ts';
import { noteLook } from './note-look.ts';
import { noSuchFile, type OfMessage, type SeenNeeds, seenMessage } from './seen-message.ts';

export const OriginalLink = z.object({ url: z.url(), type: z.literal('message/rfc822'), expiresAt: Instant });

type Needs = SeenNeeds & {
  readonly files: Pick<Files, 'begin'>;
  readonly links: FileLinks;
  readonly audit: Pick<AuditStore, 'append'>;
  readonly clock: Clock;
};

/** A link that fetches a mail as it came for a minute, as a download: whole, unmasked, and with the files that were left out. */
export const linkOriginal =
  ({ files, links, audit, clock, ...seen }: Needs) =>
  async ({ path, actor }: Call<{ path: typeof OfMessage }>) => {
    const { message, ticket } = await seenMessage(seen, path, actor);
    const { raw, id } = message;
    const isThere = raw !== undefined && !ticket.erasedAt && (await files.begin(raw, 1)) !== undefined;
    if (!isThere) throw noSuchFile();
    const at = clock();
    await noteLook(audit, { what: 'original', message, ticket, actor, at });
    const link = await lend(links, { key: raw, name: `${id}.eml` }, { at, minutes: VALID_MINUTES });
    return ok({ ...link, type: 'message/rfc822' });
  };
