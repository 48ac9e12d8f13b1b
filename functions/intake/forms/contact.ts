import * as z from 'zod';
import type { Policies } from '#clocks/policy.ts';
import { customerIdFrom } from '#intake/customer-id-from.ts';
import type { IntakeStore } from '#intake/intake-store.ts';
import { languageIn } from '#intake/language-in.ts';
import { markOf, seenWrite } from '#intake/marks.ts';
import { isPassing } from '#intake/until-taken.ts';
import type { Call } from '#platform/http/endpoint.ts';
import { Phone } from '#platform/http/phone.ts';
import { ok, type Reply } from '#platform/http/reply.ts';
import { line, prose, reference } from '#platform/http/text.ts';
import type { Language as Spoken } from '#platform/http/words.ts';
import type { HouseKey, Keyring } from '#platform/personal/keyring.ts';
import { Refusal } from '#platform/refusal.ts';
import type { Cap } from '#platform/store/counter.ts';
import type { Clock, Instant } from '#platform/time/instant.ts';
import { expectImpersonal } from '#tickets/impersonal.ts';
import { numberOf } from '#tickets/number.ts';
import { Kind } from '#tickets/ticket.ts';
import type { TicketDoor } from '#tickets/ticket-door.ts';
import type { Captcha } from './captcha.ts';
import { countersOf, tooMany } from './form-counters.ts';

export const ContactInput = {
  body: z
    .strictObject({
      challenge: z.string().max(80),
      answer: z.string().min(1).max(40),
      name: line(60).optional(),
      email: z.email().max(254).optional(),
      phone: Phone.optional(),
      kind: Kind.default('enquiry'),
      subject: line(200),
      text: prose(10_000),
      orderNumber: reference(64).optional(),
    })
    .refine(({ email, phone }) => email !== undefined || phone !== undefined, {
      path: ['email'],
      message: 'is needed to answer you, or a phone number',
    }),
};
type Letter = z.infer<typeof ContactInput.body>;

export const ContactTaken = z.object({ number: z.string(), message: z.string() });

export type ContactNeeds = {
  readonly captcha: Captcha;
  readonly count: (name: string, cap: Cap, at: Instant) => Promise<boolean>;
  readonly intake: Pick<IntakeStore, 'seen' | 'save'>;
  readonly door: Pick<TicketDoor, 'open'>;
  readonly policies: Pick<Policies, 'active'>;
  readonly keys: Keyring;
  readonly clock: Clock;
};

const DATE = '2026-03-02'.length;
const REMEMBERED_DAYS = 1; // longer than any challenge is taken

/** Somebody without an account writes to us. Nobody proved the address: what is sent there holds nothing of the letter; the answer shows the number. */
export const contact =
  ({ captcha, count, intake, door, policies, keys, clock }: ContactNeeds) =>
  async ({ body, actor: by, from, language }: Call<typeof ContactInput>) => {
    const at = clock();
    await expectImpersonal(body, policies); // the challenge is still good for the letter without it
    const task = await captcha.solved(body, at);
    const house = await keys.house();
    const mark = markOf(house, 'form', task);
    const words = wordsOf(house, mark, body);
    const before = await intake.seen(mark, at);
    if (before?.words !== undefined && before.words !== words) throw otherLetter();
    if (before?.ticketId) return answer(before.ticketId, language);
    await spend(intake, markOf(house, 'form spent', task), at);
    for (const [name, cap] of countersOf(house, { ...body, from })) if (!(await count(name, cap, at))) throw tooMany();
    const also = ({ id }: { readonly id: string }) => [
      seenWrite(mark, { as: 'message', ticketId: id, words }, at, REMEMBERED_DAYS),
    ];
    const ticket = await door.open(askedBy(body), {
      by,
      at,
      proven: false,
      newCustomerId: writerOf(house, body, at),
      also,
    });
    return answer(ticket.id, language);
  };

/** What is in a letter, whatever it was let in by. */
const contentOf = ({ challenge: _task, answer: _answer, ...letter }: Letter) => letter;

/** A blind fingerprint of a letter: another one under its challenge is not the same sent again. */
const wordsOf = (house: HouseKey, mark: string, letter: Letter): string =>
  house.index('form words', JSON.stringify([mark, contentOf(letter)]));

/** Who wrote, if nobody knows them: whoever sends the same letter again with another challenge, for the first failed, is the same. */
const writerOf = (house: HouseKey, letter: Letter, at: Instant): string =>
  customerIdFrom(markOf(house, 'letter', JSON.stringify([contentOf(letter), at.slice(0, DATE)])));

const otherLetter = () =>
  new Refusal(
    'mismatch',
    'form.other-letter',
    'This challenge brought another letter already, which we have; please ask for another challenge to send this one',
  );

/** A task is used up before anything is counted: sent a thousand times, it fills no cap. */
async function spend(intake: ContactNeeds['intake'], mark: string, at: Instant): Promise<void> {
  try {
    await intake.save([seenWrite(mark, { as: 'spent' }, at, REMEMBERED_DAYS)]);
  } catch (error) {
    throw isPassing(error) ? spent() : error;
  }
}

const spent = () =>
  new Refusal(
    'conflict',
    'form.spent',
    'This challenge was used already. If your letter was taken, sending the same again shows its number; otherwise please ask for another challenge',
  );

const MESSAGE: Readonly<Record<Spoken, string>> = {
  'zh-CN': '您的来信我们已经收到，请记下编号，我们会尽快回复您。',
  en: 'We have your letter. Please keep its number; we will answer you as soon as we can.',
};

const answer = (ticketId: string, language: Spoken): Reply =>
  ok({ number: numberOf(ticketId), message: MESSAGE[language] });

function askedBy({ kind, subject, text, name, email, phone, orderNumber }: Letter) {
  const language = languageIn(`${subject}\n${text}`); // a browser's own language says little of whoever writes
  return {
    ...({ kind, subject, body: text, stage: 'preSale', channel: 'web', urgency: 'general' } as const),
    requester: { language, ...(name && { name }), ...(email && { email }), ...(phone && { phone }) },
    ...(orderNumber && { orderNumber }),
  };
}
