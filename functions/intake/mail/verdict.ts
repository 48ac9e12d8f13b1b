import { fieldOf } from './header-fields.ts';
import type { HeaderField, Verdict } from './mail.ts';

type Word = Verdict['spf'];

const METHOD = /^\s*(spf|dkim|dmarc)\s*=\s*([a-z]+)/i;
const LONGEST = 5_000;
const FAILED: readonly string[] = ['fail', 'softfail', 'hardfail', 'permerror', 'policy', 'reject'];

/**
 * What our receiver found out about a mail. It writes on top, so only the topmost field of a kind counts, and only
 * above the second `Received`: what stands further down was there before it came to us, and may be forged.
 */
export function verdict(headers: readonly HeaderField[]): Verdict {
  const ours = aboveSecondReceived(headers);
  const results: Record<string, Word> = {};
  for (const piece of withoutComments((fieldOf(ours, 'authentication-results') ?? '').slice(0, LONGEST)).split(';')) {
    const [, method = '', word = ''] = METHOD.exec(piece) ?? [];
    const name = method.toLowerCase();
    if (name && results[name] !== 'pass') results[name] = wordOf(word);
  }
  return {
    spf: results['spf'] ?? 'none',
    dkim: results['dkim'] ?? 'none',
    dmarc: results['dmarc'] ?? 'none',
    spam: wordOf(fieldOf(ours, 'x-ses-spam-verdict')),
    virus: wordOf(fieldOf(ours, 'x-ses-virus-verdict')),
  };
}

function aboveSecondReceived(headers: readonly HeaderField[]): readonly HeaderField[] {
  const received = headers.flatMap(({ name }, index) => (name.toLowerCase() === 'received' ? [index] : []));
  return headers.slice(0, received[1] ?? headers.length);
}

function wordOf(text: string | undefined): Word {
  const word = (text ?? '').trim().toLowerCase();
  if (word === 'pass') return 'pass';
  return FAILED.includes(word) ? 'fail' : 'none';
}

function withoutComments(text: string): string {
  let depth = 0;
  let kept = '';
  for (const sign of text) {
    if (sign === '(') depth += 1;
    if (depth === 0) kept += sign;
    if (sign === ')' && depth > 0) depth -= 1;
  }
  return kept;
}
