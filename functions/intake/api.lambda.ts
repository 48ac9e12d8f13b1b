import { envIfSet } from '#platform/env.ts';
import { originsIn } from '#platform/http/cross-origin.ts';
import { api } from '#platform/http/endpoint.ts';
import { lazily } from '#platform/lazy.ts';
import { live } from '#platform/live.ts';
import { takeOne } from '#platform/store/counter.ts';
import { houseSecret } from '#platform/store/secret.ts';
import { liveTickets } from '#tickets/live-tickets.ts';
import { ticketDoor } from '#tickets/ticket-door.ts';
import { timelineReader } from '#tickets/timeline-reader.ts';
import { chatStore } from './chat/chat-store.ts';
import { feedbackStore } from './feedback/feedback-store.ts';
import { proofOfWorkCaptcha } from './forms/proof-of-work-captcha.ts';
import { intakeStore } from './intake-store.ts';
import { routes } from './routes.ts';
import { suppressions } from './suppression/suppression-store.ts';

const needs = lazily(() => {
  const tickets = liveTickets();
  const { table } = live;
  return {
    ...tickets,
    door: ticketDoor(tickets),
    timelines: timelineReader(tickets),
    feedback: feedbackStore(table),
    chats: chatStore(table),
    intake: intakeStore(table),
    captcha: proofOfWorkCaptcha(tickets),
    count: (name: string, cap: Parameters<typeof takeOne>[2], at: Parameters<typeof takeOne>[3]) =>
      takeOne(table(), name, cap, at),
    store: intakeStore(table),
    suppressions: suppressions(table),
    keyring: () => tickets.keys,
    callbacks,
    cursorSecret: lazily(() => houseSecret(table(), 'cursor')),
  };
});

/** What lets providers of text messages in; without a secret nobody comes in. */
const callbacks = () => ({
  secret: envIfSet('smsCallbackSecret'),
  sources: (envIfSet('smsCallbackSources') ?? '').split(/[\s,]+/).filter(Boolean),
});

export { routes };

const origins = () => originsIn(envIfSet('formOrigins') ?? '');

export const handler = api({ ...live, origins }, needs, routes);
