import { showHtml } from '#intake/mail/show-html.ts';
import type { Files } from '#platform/files/files.ts';
import { foreignPage } from '#platform/html/html.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { page } from '#platform/http/reply.ts';
import { hiddenIn } from '#platform/personal/hidden-in.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { numberOf } from '#tickets/number.ts';
import { contactOf } from '#tickets/ticket-seal.ts';
import { noSuchFile, type OfMessage, type SeenNeeds, seenMessage } from './seen-message.ts';

type Needs = SeenNeeds & { readonly files: Files; readonly keyring: () => Keyring };

/** The HTML of a mail, made harmless and masked, as a page that may load, run and send nothing (A7). */
export const readHtml =
  (needs: Needs) =>
  async ({ path, actor, language }: Call<{ path: typeof OfMessage }>) => {
    const { message, ticket } = await seenMessage(needs, path, actor);
    const bytes = message.html === undefined ? undefined : await needs.files.get(message.html);
    if (!bytes) throw noSuchFile();
    const { name } = contactOf(ticket, await needs.keyring().find(ticket.requester.customerId));
    const names = name ? [name.text] : [];
    const shown = showHtml(Buffer.from(bytes).toString('utf8'), (text) => hiddenIn(text, { names }));
    const title = `${language === 'en' ? 'Mail, ticket' : '邮件 · 工单'} ${numberOf(ticket.id)}`;
    const about = { title, language: ticket.requester.language };
    return page(foreignPage(about, shown), CLOSED);
  };

const CLOSED = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self'; sandbox";
