import * as z from 'zod';
import { broughtTo } from '#intake/brought.ts';
import { customerIdFrom } from '#intake/customer-id-from.ts';
import type { IntakeStore } from '#intake/intake-store.ts';
import { languageIn } from '#intake/language-in.ts';
import { markOf, seenWrite } from '#intake/marks.ts';
import { untilTaken } from '#intake/until-taken.ts';
import type { Actor } from '#platform/auth/actor.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { Phone } from '#platform/http/phone.ts';
import type { Reply } from '#platform/http/reply.ts';
import { line, personId, prose, reference } from '#platform/http/text.ts';
import type { Keyring } from '#platform/personal/keyring.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Write } from '#platform/store/commit.ts';
import type { Clock, Instant } from '#platform/time/instant.ts';
import type { TicketAsked } from '#tickets/open-ticket.ts';
import { Kind, Language, Stage, type Ticket } from '#tickets/ticket.ts';
import type { TicketDoor } from '#tickets/ticket-door.ts';
import { type Chat, chatIndex, chatWrite, ownerOf } from './chat.ts';
import type { ChatStore } from './chat-store.ts';
import { GREETING } from './greeting.ts';

export const OfConversation = z.strictObject({ conversationId: personId(80) });

export const SayInput = {
  path: OfConversation,
  body: z.strictObject({
    messageId: reference(80),
    text: prose(10_000),
    channel: z.enum(['chat', 'miniProgram', 'app', 'web']).default('chat'),
    kind: Kind.default('enquiry'),
    stage: Stage.default('preSale'),
    subject: line(200).default('在线咨询'),
    orderNumber: reference(64).optional(),
    requester: z
      .strictObject({
        customerId: personId(64).optional(),
        openId: reference(80).optional(),
        name: line(60).optional(),
        phone: Phone.optional(),
        email: z.email().max(254).optional(),
        language: Language.optional(),
      })
      .default({}),
  }),
};
type Said = z.infer<typeof SayInput.body>;

type Needs = {
  readonly door: Pick<TicketDoor, 'find' | 'open' | 'hear'>;
  readonly chats: ChatStore;
  readonly intake: Pick<IntakeStore, 'seen'>;
  readonly keys: Keyring;
  readonly clock: Clock;
};

/** Saved with the message, whichever ticket it goes to. */
type With = {
  readonly by: Actor;
  readonly at: Instant;
  readonly newCustomerId: string;
  readonly also: (ticket: Ticket) => readonly Write[];
};

const REMEMBERED_DAYS = 30; // an app that was offline sends again what it is not sure of

/**
 * A customer says something in a conversation: the first message opens a ticket and is greeted, later ones go on with it. Each is
 * heard once; other words under its id are refused, not lost.
 */
export const say =
  ({ door, chats, intake, keys, clock }: Needs) =>
  async ({ path: { conversationId }, body, actor: by, keep }: Call<typeof SayInput>) => {
    const [at, house, owner] = [clock(), await keys.house(), ownerOf(by)];
    const index = chatIndex(house, owner, conversationId);
    const mark = markOf(house, 'chat', `${owner}\n${conversationId}\n${body.messageId}`);
    const words = house.index('chat words', `${mark}\n${body.text}`);
    const newCustomerId = customerIdFrom(`${mark}${JSON.stringify(body.requester)}`);
    const saving = keep(answer);
    const also = (ticket: Ticket): readonly Write[] => [
      seenWrite(mark, { as: 'message', ticketId: ticket.id, words }, at, REMEMBERED_DAYS),
      ...saving.writes(ticket),
    ];
    return untilTaken(async () => {
      const [chat, taken] = await Promise.all([chats.find(index), intake.seen(mark, at)]);
      const known = taken?.ticketId === undefined ? undefined : await door.find(taken.ticketId);
      if (taken?.words !== undefined && taken.words !== words) throw otherWords();
      return answer(known ?? (await bring(body, { index, chat }, { by, at, newCustomerId, also }, door)));
    });
  };

const otherWords = () =>
  new Refusal(
    'mismatch',
    'conversation.other-words',
    'This messageId came with other words before; a new message needs a new one',
  );

const answer = (ticket: Ticket): Reply => ({ status: 201, body: broughtTo(ticket) });

type Where = { readonly index: string; readonly chat: Chat | undefined };

async function bring(said: Said, { index, chat }: Where, way: With, door: Needs['door']): Promise<Ticket> {
  if (!chat) return begin(said, { index, version: 0 }, way, door);
  try {
    return await door.hear(chat.ticketId, said.text, { ...way, channel: said.channel });
  } catch (error) {
    const isOver = error instanceof Refusal && error.code === 'ticket.reopen-window';
    if (!isOver) throw error;
    return begin(said, { index, version: chat.version, linkedTo: chat.ticketId }, way, door);
  }
}

type Beginning = { readonly index: string; readonly version: number; readonly linkedTo?: Chat['ticketId'] };

async function begin(
  said: Said,
  beginning: Beginning,
  { by, at, newCustomerId, also }: With,
  door: Needs['door'],
): Promise<Ticket> {
  const { index, version, linkedTo } = beginning;
  const { openId } = said.requester;
  const language = languageOf(said);
  return door.open(askedBy(said), {
    ...{ by, at, newCustomerId, greeting: GREETING[language] },
    ...(openId && { openId }),
    ...(linkedTo && { linkedTo }),
    also: (ticket) => [
      chatWrite({ index, ticketId: ticket.id, since: at, version }, ticket.requester.customerId),
      ...also(ticket),
    ],
  });
}

/** What the app says they speak, else what they wrote in. */
const languageOf = ({ requester, text }: Said) => requester.language ?? languageIn(text);

function askedBy(said: Said): TicketAsked {
  const { kind, stage, channel, subject, text, orderNumber, requester } = said;
  const { openId: _, ...contact } = requester;
  return {
    ...{ kind, stage, channel, subject, body: text, requester: { ...contact, language: languageOf(said) } },
    ...(orderNumber && { orderNumber }),
    urgency: 'general',
  };
}
