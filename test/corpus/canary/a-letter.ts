import { createTransport } from 'nodemailer';
import type { Person } from './cast.ts';

export type Letter = {
  readonly from: Pick<Person, 'name' | 'email'>;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly file?: { readonly name: string; readonly text: string };
  readonly headers?: Readonly<Record<string, string>>;
};

/** A mail as a mail program writes it, delivered by SMTP; `verdict` is what the door of the house is to say of it. */
export async function deliver(port: number, letter: Letter, verdict?: string): Promise<void> {
  const { from, to, subject, text, html, file, headers } = letter;
  const written = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  const { message } = await written.sendMail({
    from: { name: from.name, address: from.email },
    ...{ to, subject, text },
    ...(html && { html }),
    ...(headers && { headers }),
    ...(file && {
      attachments: [{ filename: file.name, content: file.text, contentType: 'text/plain; charset=utf-8' }],
    }),
  });
  const raw = Buffer.concat([Buffer.from(verdict ? `X-Local-Verdict: ${verdict}\n` : ''), message as Buffer]);
  const door = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  await door.sendMail({ envelope: { from: from.email, to: [to] }, raw });
  door.close();
}
