import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';

const WHOLE = '../shared/samples';
const OWN = 'test/samples';

export type Sample = {
  readonly file: string;
  readonly raw: Buffer;
  readonly digest: string;
  readonly envelopeFrom: string;
  readonly isBounce: boolean;
  /** A machine wrote it: a report, or a mail that says so itself. */
  readonly isMachine: boolean;
};

export const isWhole = (): boolean => existsSync(`${WHOLE}/mime`);

/** Every mail there is: the whole sets, or the fixtures of the repository when those are not here. */
export function mailSamples(): Sample[] {
  const root = isWhole() ? WHOLE : OWN;
  return globSync(`${root}/{mime,bounces}/**/*.eml`)
    .toSorted()
    .map((file) => {
      const raw = readFileSync(file);
      const kind = { isBounce: isBounce(file), isMachine: isBounce(file) || isMachine(raw) };
      return { file: file.slice(root.length + 1), raw, digest: digestOf(raw), envelopeFrom: senderOf(raw), ...kind };
    });
}

// Under one id, the one is nothing but the HTML part of the other, word for word, in another transfer encoding.
const SAME_WORDS = ['multiple_invalid_content_dispositions.eml', 'multiple_content_types.eml'] as const;

/** Reads one of two digests for the other where two files of different bytes are one mail. */
export function oneOf(samples: readonly Sample[]): (digest: string) => string {
  const [one, other] = SAME_WORDS.map((name) => samples.find(({ file }) => file.endsWith(`/${name}`))?.digest);
  return (digest) => (digest === one ? (other ?? digest) : digest);
}

const isBounce = (file: string): boolean => file.includes('bounces/') && !/[/-]not[/-]|is-not-bounce/.test(file);

/** By its bytes alone: a report of a mail system, or a header that only programs write. */
const isMachine = (raw: Buffer): boolean =>
  /^content-type:\s*(?:multipart\/report|message\/delivery-status)|^(?:list-unsubscribe|list-id|list-post|auto-submitted):|^precedence:\s*(?:bulk|list|junk)/im.test(
    raw.toString('latin1'),
  );

/**
 * What makes two files the same mail here: the same writers, one Message-ID (without it one date and subject), and the same bytes below the
 * head, but for line ends, for the transport chooses those, and blanks. Read by bytes, not by the house's own reader.
 */
export function digestOf(raw: Buffer): string {
  const [head, body] = halves(raw);
  const field = (name: string) => new RegExp(`^${name}:(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  const called = field('message-id') || `${field('date')} ${field('subject')}`;
  const writers = [...head.matchAll(/^from:.*$/gim)].flatMap(([line]) => line.match(new RegExp(ADDRESS, 'gi')) ?? line);
  const bare = body.replace(/\s+/g, '');
  return createHash('sha256')
    .update([called, ...writers, bare].join('\n'), 'latin1')
    .digest('hex');
}

/** Head and body, with line ends of one kind and folded lines made one. */
function halves(raw: Buffer): [head: string, body: string] {
  const text = raw.toString('latin1').replace(/\r\n?/g, '\n');
  const end = text.indexOf('\n\n');
  const head = end < 0 ? text : text.slice(0, end);
  return [head.replace(/\n[ \t]+/g, ' '), end < 0 ? '' : text.slice(end)];
}

const ADDRESS = /[\w.+-]{1,60}@(?:[a-z0-9-]{1,60}\.){1,6}[a-z]{2,20}/i;
const NOBODY = 'somebody@corpus.example';

/** The address the mail itself names as its way back, else its writer's; empty when it says it has none. */
function senderOf(raw: Buffer): string {
  const fields = halves(raw)[0].split('\n');
  const path = fields.find((line) => /^return-path:/i.test(line));
  if (path && /<\s*>/.test(path)) return '';
  const from = fields.find((line) => /^from:/i.test(line));
  return ADDRESS.exec(path ?? '')?.[0] ?? ADDRESS.exec(from ?? '')?.[0] ?? NOBODY;
}
