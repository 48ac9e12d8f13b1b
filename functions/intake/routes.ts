import * as z from 'zod';
import { preflight } from '#platform/http/cross-origin.ts';
import { type Route, route } from '#platform/http/endpoint.ts';
import { Brought } from './brought.ts';
import { ConversationView, ReadConversationInput, readConversation } from './chat/read-conversation.ts';
import { SayInput, say } from './chat/say.ts';
import { FeedbackPage, ListFeedbackInput, listFeedback } from './feedback/list-feedback.ts';
import { FeedbackTaken, TakeFeedbackInput, takeFeedback } from './feedback/take-feedback.ts';
import { Task } from './forms/captcha.ts';
import { ContactInput, ContactTaken, contact } from './forms/contact.ts';
import { giveChallenge } from './forms/give-challenge.ts';
import { ImportInput, ImportTaken, importTickets } from './import/import-tickets.ts';
import { type HookNeeds, hookRoutes } from './sms/routes.ts';
import { LogCallInput, logCall } from './spoken/log-call.ts';
import { LogVisitInput, logVisit } from './spoken/log-visit.ts';
import { CallsView, ReadCallsInput, readCalls } from './spoken/read-calls.ts';

type Needs = Parameters<typeof takeFeedback>[0] &
  Parameters<typeof listFeedback>[0] &
  Parameters<typeof logCall>[0] &
  Parameters<typeof readCalls>[0] &
  Parameters<typeof say>[0] &
  Parameters<typeof readConversation>[0] &
  Parameters<typeof contact>[0] &
  Parameters<typeof importTickets>[0] &
  HookNeeds;

const brought = { status: 201, schema: Brought };

/** The ways in through the API, and who may take them. */
export const routes: readonly Route<Needs>[] = [
  route({
    method: 'POST',
    path: '/v1/feedback',
    may: 'feedback.write',
    does: 'Bring mentions and reviews from any source',
    input: TakeFeedbackInput,
    answer: { status: 200, schema: FeedbackTaken },
    run: takeFeedback,
  }),
  route({
    method: 'GET',
    path: '/v1/feedback',
    may: 'feedback.read',
    does: 'List what customers think',
    input: ListFeedbackInput,
    answer: { status: 200, schema: FeedbackPage },
    run: listFeedback,
  }),
  route({
    method: 'POST',
    path: '/v1/calls',
    may: 'call.log',
    does: 'Log a telephone call',
    input: LogCallInput,
    answer: brought,
    run: logCall,
  }),
  route({
    method: 'GET',
    path: '/v1/tickets/{ticketId}/calls',
    may: 'call.read',
    does: 'Read the calls of a ticket',
    input: ReadCallsInput,
    answer: { status: 200, schema: CallsView },
    run: readCalls,
  }),
  route({
    method: 'POST',
    path: '/v1/visits',
    may: 'visit.log',
    does: 'Log a visit to an outlet',
    input: LogVisitInput,
    answer: brought,
    run: logVisit,
  }),
  route({
    method: 'POST',
    path: '/v1/conversations/{conversationId}/messages',
    may: 'conversation.write',
    does: 'Say something in a conversation',
    input: SayInput,
    answer: brought,
    run: say,
  }),
  route({
    method: 'GET',
    path: '/v1/conversations/{conversationId}',
    may: 'conversation.write',
    does: 'Read a conversation',
    input: ReadConversationInput,
    answer: { status: 200, schema: ConversationView },
    run: readConversation,
  }),
  route({
    method: 'GET',
    path: '/v1/forms/challenge',
    open: 'because whoever writes through the form has no account yet, and a challenge tells nothing',
    does: 'Ask for a challenge before writing through the form',
    fromPages: true,
    input: {},
    answer: { status: 200, schema: Task },
    run: giveChallenge,
  }),
  route({
    method: 'POST',
    path: '/v1/forms/contact',
    open: 'because whoever has no account yet must be able to write to us; each letter costs a solved challenge and is counted',
    does: 'Write to us without an account',
    fromPages: true,
    input: ContactInput,
    answer: { status: 200, schema: ContactTaken },
    run: contact,
  }),
  route({
    method: 'OPTIONS',
    path: '/v1/forms/contact',
    open: 'because a browser asks without a token whether a page may write to us, and is told nothing else',
    does: 'Ask whether a page of another origin may write to us',
    fromPages: true,
    input: {},
    answer: { status: 204, schema: z.undefined() },
    run: preflight('POST'),
  }),
  route({
    method: 'POST',
    path: '/v1/imports',
    may: 'import.write',
    does: 'Take tickets over from another system',
    input: ImportInput,
    answer: { status: 200, schema: ImportTaken },
    run: importTickets,
  }),
  ...hookRoutes,
];
