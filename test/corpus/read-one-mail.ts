import { existsSync, readFileSync } from 'node:fs';
import { cutReply } from '#intake/mail/cut-reply.ts';
import { normalSubject } from '#intake/mail/normal-subject.ts';
import { readMail } from '#intake/mail/read-mail.ts';
import { screen } from '#intake/mail/screen.ts';

export const OWN = { domains: ['shop.example'], xLoop: 'kefu' } as const;

/** What became of one mail that went through all the rules of receiving: who wrote it, or why it was not read. */
export async function readOneMail(raw: Uint8Array): Promise<string> {
  const read = await readMail(raw);
  if (!read.ok) return read.because;
  cutReply(read.mail.text);
  normalSubject(read.mail.subject);
  return screen(read.mail, OWN).kind;
}

/** The most this process ever held: Linux passes `maxRSS` on from whoever started it, so its own mark is asked first. */
function mostMemory(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
}

if (import.meta.main) {
  const raw = readFileSync(process.argv[2] ?? '');
  const start = performance.now();
  const outcome = await readOneMail(raw);
  const milliseconds = performance.now() - start;
  process.stdout.write(JSON.stringify({ outcome, milliseconds, kilobytes: mostMemory() }));
}
