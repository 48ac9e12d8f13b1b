import type { Sent } from '../../infra/local/outbox.ts';
import type { Posted } from './mail-house.ts';

/** How a machine answers: from which address, and with how much of what it answers. */
export type Manner = {
  readonly name: string;
  /** Another address for every mail, at the domain that bears the manner's name. */
  readonly changes: boolean;
  /** Answers where it was told to, under the same subject, naming and quoting the mail; else a mail of its own to the house. */
  readonly quotes: boolean;
};

export const MANNERS = {
  quoting: { name: 'quoting', changes: false, quotes: true },
  quotingAndChanging: { name: 'quoting-and-changing', changes: true, quotes: true },
  bare: { name: 'bare', changes: false, quotes: false },
  bareAndChanging: { name: 'bare-and-changing', changes: true, quotes: false },
} as const satisfies Record<string, Manner>;

export type Responder = {
  readonly manner: Manner;
  /** What it says first, to nobody's mail. */
  begin(): Posted;
  /** What it says to a mail; each time another byte, and no sign of a machine. */
  answer(mail: Sent): Posted;
  isTo(mail: Sent): boolean;
};

export function responder(manner: Manner, house: string): Responder {
  const domain = `${manner.name}.example`;
  let number = 0;
  const post = (to: string, subject: string, more: readonly string[], quoted = ''): Posted => {
    number += 1;
    const from = `desk${manner.changes ? number : ''}@${domain}`;
    const head = [
      ...[`From: The other desk <${from}>`, `To: ${to}`, `Subject: ${subject}`, `Message-ID: <${number}@${domain}>`],
      ...more,
    ];
    const raw = [...head, '', `Dear colleagues, your letter is with us under number ${number}.`, quoted, ''].join(
      '\r\n',
    );
    return { from, to, raw: Buffer.from(raw) };
  };
  return {
    manner,
    begin: () => post(house, 'A question about your range', []),
    answer: (mail) => {
      if (!manner.quotes) return post(house, `Our number ${number + 1}`, []);
      const { replyTo = mail.from, subject = '', messageId = '', references = '', text } = mail;
      const quoted = text.replace(/^/gm, '> ');
      const threads = [`In-Reply-To: ${messageId}`, `References: ${references.replace(/\s+/g, ' ')} ${messageId}`];
      return post(replyTo, `Re: ${subject}`, threads, quoted);
    },
    isTo: ({ to }) => to.endsWith(`@${domain}`),
  };
}
