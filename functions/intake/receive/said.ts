import { cutReply } from '#intake/mail/cut-reply.ts';
import type { Mail } from '#intake/mail/mail.ts';
import { LIMITS } from './limits.ts';
import { printable, printableLine } from './printable.ts';
import type { LeftOut } from './sort-files.ts';
import { WORDS } from './words.ts';

const LONGEST_SUBJECT = 200;

export type Said = { readonly subject: string; readonly text: string; readonly rest: string | undefined };

/** What of a mail people read, and what was cut off it: quoted history, signatures, what is too long to show. */
export function said(mail: Mail, leftOut: readonly LeftOut[], language: keyof typeof WORDS): Said {
  const words = WORDS[language];
  const cut = cutReply(mail.text);
  const own = printable(cut.shown);
  const whole = own || printable(mail.text) || words.noText;
  const notes = leftOut.map(({ name, because }) => words.leftOut(name, because)).join('\n');
  const room = LIMITS.shown - notes.length - words.cut.length - 2;
  const shown = whole.length > room ? `${whole.slice(0, room).toWellFormed()}${words.cut}` : whole;
  const rest = [whole.slice(room), own ? printable(cut.rest) : ''].filter(Boolean).join('\n');
  return {
    subject: printableLine(mail.subject, LONGEST_SUBJECT) || words.noSubject,
    text: notes ? `${shown}\n${notes}` : shown,
    rest: rest ? rest.slice(0, LIMITS.rest).toWellFormed() : undefined,
  };
}
