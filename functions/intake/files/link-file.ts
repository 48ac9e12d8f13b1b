import * as z from 'zod';
import type { AuditStore } from '#customers/audit-store.ts';
import type { FileLinks } from '#platform/files/files.ts';
import { lend } from '#platform/files/lend.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { maskText } from '#platform/personal/mask-text.ts';
import { type Clock, Instant } from '#platform/time/instant.ts';
import { openMessage } from '#tickets/message-seal.ts';
import { contactOf } from '#tickets/ticket-seal.ts';
import { noteLook } from './note-look.ts';
import { noSuchFile, OfMessage, type SeenNeeds, seenMessage } from './seen-message.ts';

export const OfFile = OfMessage.extend({
  number: z
    .string()
    .regex(/^\d{1,2}$/, 'is not a number')
    .transform(Number),
});

export const FileLink = z.object({
  url: z.url(),
  bytes: z.int(),
  type: z.string(),
  expiresAt: Instant,
});

type Needs = SeenNeeds & {
  readonly links: FileLinks;
  readonly audit: Pick<AuditStore, 'append'>;
  readonly keyring: () => Keyring;
  readonly clock: Clock;
};

export const VALID_MINUTES = 1;

/** A link that fetches a file of a message for a minute, as a download whatever it holds. */
export const linkFile =
  (needs: Needs) =>
  async ({ path, actor }: Call<{ path: typeof OfFile }>) => {
    const { message, ticket } = await seenMessage(needs, path, actor);
    const key = await needs.keyring().find(ticket.requester.customerId);
    const file = message.attachments?.[path.number];
    const name = key && openMessage(message, key).attachments?.[path.number]?.name;
    if (!file || name === undefined) throw noSuchFile();
    const at = needs.clock();
    await noteLook(needs.audit, { message, ticket, actor, at });
    const { name: known } = contactOf(ticket, key);
    const shown = maskText(name, { names: known ? [known.text] : [] }).text; // it stands in the link
    const link = await lend(needs.links, { key: file.key, name: shown }, { at, minutes: VALID_MINUTES });
    return ok({ ...link, bytes: file.bytes, type: file.type });
  };
