import type { Mail } from '#intake/mail/mail.ts';
import { type Verdict, verdict } from '#intake/thread/verdict.ts';

const QUOTED = /"[^"]*"/g;
const SEVERAL = /[,;:<]/;

/**
 * Whether a mail comes from the one it is taken to be from. The checks look at the domain in From: they prove nothing of an
 * address that stands in `Sender` or beside another one in From.
 */
export function verdictOn({ headers, from, verdict: checks }: Pick<Mail, 'headers' | 'from' | 'verdict'>): Verdict {
  const found = verdict(checks);
  const named = headers.filter(({ name }) => name.toLowerCase() === 'from').map(({ value }) => value);
  const [only] = named;
  const isAlone = named.length === 1 && only !== undefined && from !== undefined && namesOnly(only, from.address);
  return found === 'pass' && !isAlone ? 'none' : found;
}

function namesOnly(field: string, address: string): boolean {
  const text = field.trim().toLowerCase();
  const wanted = address.toLowerCase();
  if (text === wanted) return true;
  const name = text.slice(0, Math.max(text.length - wanted.length - 2, 0));
  return text.endsWith(`<${wanted}>`) && !SEVERAL.test(name.replace(QUOTED, ''));
}
