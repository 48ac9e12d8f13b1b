import * as z from 'zod';
import { expectToServe } from '#customers/expect-to-serve.ts';
import { type LookNeeds, look } from '#customers/look.ts';
import { asCustomer } from '#platform/auth/actor.ts';
import type { FileLinks, Files } from '#platform/files/files.ts';
import { lend } from '#platform/files/lend.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import { line } from '#platform/http/text.ts';
import { type Clock, Instant } from '#platform/time/instant.ts';
import type { Message } from '#tickets/ticket.ts';
import { carriesNumbers } from './carries-numbers.ts';
import { VALID_MINUTES } from './link-file.ts';
import { noSuchFile, OfMessage, type SeenNeeds, seenMessage } from './seen-message.ts';

export const OriginalLink = z.object({ url: z.url(), type: z.literal('message/rfc822'), expiresAt: Instant });

export const OwnOriginalInput = { path: OfMessage };
export const OriginalInput = { path: OfMessage, body: z.strictObject({ reason: line(200) }) };

type Needs = SeenNeeds & {
  readonly files: Pick<Files, 'begin' | 'get'>;
  readonly links: FileLinks;
  readonly clock: Clock;
};

/** A link for a minute to a mail as its sender's own program wrote it; a customer asks as one, whoever else they are. */
export const linkOwnOriginal =
  (needs: Needs) =>
  async ({ path, actor }: Call<typeof OwnOriginalInput>) => {
    const { message, raw } = await kept(needs, path, asCustomer(actor));
    return linked(needs, message, raw, needs.clock());
  };

/**
 * The same for the work on its ticket: whole, unmasked and with the files that were left out, so it is a look like any other, and
 * the privacy officer's alone when numbers of documents or cards stand in it.
 */
export const linkOriginal =
  (needs: Needs & { readonly looks: LookNeeds }) =>
  async ({ path, body, actor }: Call<typeof OriginalInput>) => {
    const { message, ticket, raw } = await kept(needs, path, actor);
    const { customerId } = ticket.requester;
    const key = await needs.looks.keyring().find(customerId);
    if (!key) throw noSuchFile();
    expectToServe(ticket, actor, { sealedApart: await carriesNumbers(message, key, needs.files) });
    const [at, of] = [needs.clock(), ['original', message.id]];
    const asked = { by: actor, at, ids: [customerId], of, reason: body.reason, ticketId: ticket.id };
    return look(needs.looks, asked, () => linked(needs, message, raw, at));
  };

async function kept(needs: Needs, path: z.infer<typeof OfMessage>, actor: Call<typeof OwnOriginalInput>['actor']) {
  const { message, ticket } = await seenMessage(needs, path, actor);
  const { raw } = message;
  const isThere = raw !== undefined && !ticket.erasedAt && (await needs.files.begin(raw, 1)) !== undefined;
  if (!isThere) throw noSuchFile();
  return { message, ticket, raw };
}

async function linked({ links }: Pick<Needs, 'links'>, { id }: Message, raw: string, at: Instant) {
  const link = await lend(links, { key: raw, name: `${id}.eml` }, { at, minutes: VALID_MINUTES });
  return ok({ ...link, type: 'message/rfc822' });
}
