import { fieldOf, fieldsOf } from './header-fields.ts';
import type { HeaderField, Verdict } from './mail.ts';

type Word = Verdict['spf'];

const METHOD = /^\s*(spf|dkim|dmarc)\s*=\s*([a-z]+)/i;
const LONGEST = 5_000;
const SES = 'amazonses.com';
const FAILED: readonly string[] = ['fail', 'softfail', 'hardfail', 'permerror', 'policy', 'reject'];

/**
 * What our receiver found out about a mail: `authserv` is the name it signs its results with (RFC 8601, 2.5), and without one
 * nobody is believed. It writes on top, so only its topmost field counts, and only above the second `Received`: what stands
 * further down was there before it came to us, and may be forged. The verdicts of SES count where SES is the receiver.
 */
export function verdict(headers: readonly HeaderField[], authserv: string | undefined): Verdict {
  const ours = aboveSecondReceived(headers);
  const scanned = authserv?.toLowerCase() === SES ? ours : [];
  const results: Record<string, Word> = {};
  for (const piece of resultsBy(authserv, ours)) {
    const [, method = '', word = ''] = METHOD.exec(piece) ?? [];
    const name = method.toLowerCase();
    if (name && results[name] !== 'pass') results[name] = wordOf(word);
  }
  return {
    spf: results['spf'] ?? 'none',
    dkim: results['dkim'] ?? 'none',
    dmarc: results['dmarc'] ?? 'none',
    spam: wordOf(fieldOf(scanned, 'x-ses-spam-verdict')),
    virus: wordOf(fieldOf(scanned, 'x-ses-virus-verdict')),
  };
}

/** The results of the topmost field that this receiver signed; none when it signed none. */
function resultsBy(authserv: string | undefined, headers: readonly HeaderField[]): string[] {
  if (!authserv) return [];
  const wanted = authserv.toLowerCase();
  const fields = fieldsOf(headers, 'authentication-results').map((value) =>
    withoutComments(value.slice(0, LONGEST)).split(';'),
  );
  const signed = fields.find(([name = '']) => signerOf(name) === wanted);
  return signed?.slice(1) ?? [];
}

/** The name before the first result: bare or quoted, a version may follow it. */
const signerOf = (text: string): string | undefined =>
  text.trim().split(/\s/, 1)[0]?.replaceAll('"', '').toLowerCase() || undefined;

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
