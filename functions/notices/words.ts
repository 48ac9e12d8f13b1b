import type { ClockKind } from '#clocks/clock.ts';
import { type Instant, toMillis } from '#platform/time/instant.ts';
import type { StaffRole } from '#staff/staff.ts';
import { numberOf } from '#tickets/number.ts';
import type { IssueClass } from '#tickets/ticket.ts';
import type { Notice, Untold } from './notice.ts';
import type { Template } from './template.ts';
import { CHINESE } from './words-in-chinese.ts';
import { ENGLISH } from './words-in-english.ts';

type Texts = { readonly subject: string; readonly body: string; readonly short: string };

/** All that the house says in one language; `{number}` and its like stand for what a notice is about. */
export type Phrases = {
  readonly letter: string;
  /** Why it comes to an address that stands in for a role. */
  readonly fallback: string;
  readonly roles: Readonly<Record<StaffRole, string>>;
  /** How a letter begins that names the matter. */
  readonly about: string;
  /** Who writes; the house has a name where the deployment says one. */
  readonly signature: (house: string) => string;
  /** What a text message begins with where the house has a name. */
  readonly prefix: (house: string) => string;
  /** Around what a colleague wrote. */
  readonly conversations: { readonly replied: string; readonly solutionOffered: string };
  /** The same in a text message to whoever came by one, whole in itself. */
  readonly answers: { readonly replied: string; readonly solutionOffered: string };
  /** What stands for the answer where it is not brought. */
  readonly elsewhere: string;
  readonly class: (name: IssueClass) => string;
  /** A moment by the clocks of the house, told to somebody who may live by others. */
  readonly due: (moment: string) => string;
  readonly clocks: Readonly<Record<ClockKind, string>>;
  readonly whys: Readonly<Record<Untold, string>>;
  readonly templates: Readonly<Record<Template, Texts>>;
};

/**
 * A notice as a person reads it: a mail's subject and text, what of the text says it, and the short form for a text message and for the desk.
 * `values` are what is said in it, for a provider that words the message by a template of its own.
 */
export type Worded = {
  readonly subject: string;
  readonly text: string;
  readonly body: string;
  readonly short: string;
  readonly values: Readonly<Record<string, string>>;
};

export type About = Pick<
  Notice,
  'template' | 'language' | 'ticketId' | 'openedAt' | 'class' | 'level' | 'clock' | 'why'
> &
  Partial<Pick<Notice, 'fallbackFor'>>;

const PHRASES = { 'zh-CN': CHINESE, en: ENGLISH };
const LOCALES = { 'zh-CN': 'zh-CN', en: 'en-GB' };

/** Who writes, and the masked matter of whoever may be reminded of it. */
type Frame = { readonly house?: string | undefined; readonly matter?: string | undefined };

/** The words for a notice. Nothing in them but the matter was typed by a person: the ticket is named by its number and its date. */
export function word(about: About, { house, matter }: Frame = {}): Worded {
  const { letter, about: opening, templates } = PHRASES[about.language];
  const { subject, body, short } = templates[about.template];
  const values = valuesOf(about);
  return {
    subject: fill(subject, values),
    text: fill(letter, {
      about: matter ? fill(opening, { matter }) : '',
      body: `${fill(body, values)}${whyHere(about)}`,
      signature: signature(about.language, house),
    }),
    body: fill(body, values),
    short: fill(short, values),
    values: Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : []))),
  };
}

function whyHere({ language, fallbackFor }: About): string {
  const { fallback, roles } = PHRASES[language];
  return fallbackFor === undefined ? '' : fill(fallback, { role: roles[fallbackFor] });
}

/** Who writes, in the name before the address and at the end of a mail. */
export const signature = (language: About['language'], house = ''): string => PHRASES[language].signature(house);

/** A text message with the name of the house before it. */
export const signed = (language: About['language'], text: string, house: string | undefined): string =>
  house === undefined ? text : `${PHRASES[language].prefix(house)}${text}`;

type Said = Pick<About, 'language' | 'ticketId' | 'template'>;

/** A mail that brings what a colleague wrote: nothing of it is the house's but the frame. */
export function wordConversation({ language, ticketId, template }: Said, said: string, house?: string): string {
  const { replied, solutionOffered } = PHRASES[language].conversations;
  const phrase = template === 'solutionOffered' ? solutionOffered : replied;
  return fill(phrase, { said, number: numberOf(ticketId), signature: signature(language, house) });
}

/** What a text message says of an answer, and how the template of a provider names it; without it, where it is to be found. */
export function wordAnswer(about: About, said: string | undefined): { said: string; text?: string } {
  const { answers, elsewhere } = PHRASES[about.language];
  if (said === undefined || said === '') return { said: elsewhere };
  const phrase = about.template === 'solutionOffered' ? answers.solutionOffered : answers.replied;
  return { said, text: fill(phrase, { said, number: numberOf(about.ticketId) }) };
}

type Values = Readonly<Record<string, string | undefined>>;

function valuesOf({ language, ticketId, openedAt, class: issueClass, level, clock, why }: About): Values {
  const phrases = PHRASES[language];
  return {
    number: numberOf(ticketId),
    date: inWords(openedAt, language, DAY),
    class: phrases.class(issueClass),
    level: level?.toString(),
    why: why && phrases.whys[why],
    clock: clock && phrases.clocks[clock.kind],
    due:
      clock &&
      phrases.due(inWords(clock.dueAt, language, { ...DAY, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })),
  };
}

const DAY: Intl.DateTimeFormatOptions = { month: 'long', day: 'numeric' };

function inWords(instant: Instant, language: About['language'], format: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'Asia/Shanghai', ...format }).format(toMillis(instant));
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`A notice needs its ${name}`);
    return value;
  });
}
