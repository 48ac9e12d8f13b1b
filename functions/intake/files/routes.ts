import * as z from 'zod';
import { type Route, route } from '#platform/http/endpoint.ts';
import { FileLink, linkFile, OfFile } from './link-file.ts';
import { linkOriginal, linkOwnOriginal, OriginalInput, OriginalLink, OwnOriginalInput } from './link-original.ts';
import { readHtml } from './read-html.ts';
import { OfMessage } from './seen-message.ts';

type FileNeeds = Parameters<typeof readHtml>[0] & Parameters<typeof linkFile>[0] & Parameters<typeof linkOriginal>[0];

/** What came with a message beside its words. */
export const routes: readonly Route<FileNeeds>[] = [
  route({
    method: 'GET',
    path: '/v1/tickets/{ticketId}/messages/{messageId}/html',
    may: 'ticket.read',
    does: 'Read the HTML of a mail, made harmless',
    input: { path: OfMessage },
    answer: { status: 200, schema: z.string() },
    run: readHtml,
  }),
  route({
    method: 'GET',
    path: '/v1/tickets/{ticketId}/messages/{messageId}/attachments/{number}',
    may: 'ticket.file',
    does: 'Get a link to a file that came with a message',
    input: { path: OfFile },
    answer: { status: 200, schema: FileLink },
    run: linkFile,
  }),
  route({
    method: 'GET',
    path: '/v1/tickets/{ticketId}/messages/{messageId}/original',
    may: 'ticket.originalOwn',
    does: 'Get a link to a mail of yours as it came',
    input: OwnOriginalInput,
    answer: { status: 200, schema: OriginalLink },
    run: linkOwnOriginal,
  }),
  route({
    method: 'POST',
    path: '/v1/tickets/{ticketId}/messages/{messageId}/original',
    may: 'customer.reveal',
    does: 'Get a link to a mail as it came, in the clear, for the work on its ticket',
    input: OriginalInput,
    answer: { status: 200, schema: OriginalLink },
    run: linkOriginal,
  }),
];
