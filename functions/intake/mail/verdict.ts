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
    if (name) results[name] = worse(wordOf(word), results[name]);
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
  const fields = fieldsOf(headers, 'authentication-results').map((value) => piecesOf(value.slice(0, LONGEST)));
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

/** What is said twice counts as the worse of both. */
function worse(word: Word, before: Word = word): Word {
  if (word === 'fail' || before === 'fail') return 'fail';
  return word === before ? word : 'none';
}

/** A field cut at each `;` that stands neither in a comment, which is left out, nor in a quoted string: a sender's own words. */
function piecesOf(text: string): string[] {
  const pieces = [''];
  const keep = (sign: string) => pieces.push((pieces.pop() ?? '') + sign);
  let depth = 0;
  let isQuoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charAt(index);
    const isEscaping = sign === '\\' && (isQuoted || depth > 0);
    if (sign === '"' && depth === 0) isQuoted = !isQuoted;
    if (isEscaping) index += 1;
    else if (sign === '(' && !isQuoted) depth += 1;
    else if (sign === ')' && depth > 0) depth -= 1;
    else if (sign === ';' && depth === 0 && !isQuoted) pieces.push('');
    else if (depth === 0) keep(sign);
  }
  return pieces;
}
