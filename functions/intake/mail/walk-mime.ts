import { headerFields } from './header-fields.ts';
import type { HeaderField, Unread } from './mail.ts';
import { boundaryOf, type MailPart, mailPart } from './mail-part.ts';

const MB = 1024 * 1024;
/** A8: a mail above one of these is kept whole and shown to a person, not read. */
const LIMITS = { bytes: 30 * MB, depth: 50, parts: 200, headerBytes: 256 * 1024 } as const;

const DASH = 0x2d;
const LF = 0x0a;
const CR = 0x0d;
const LONGEST_BOUNDARY = 250; // RFC 2046 5.1.1 allows 70
const MOST_DASHED = 200_000; // lines that could be a boundary
const FIRST_HEADERS = 64 * 1024;
const MBOX = Buffer.from('From ');

type Line = { readonly start: number; readonly end: number; readonly next: number };
type Open = { readonly boundary: string; readonly part: MailPart };
type Walk = {
  readonly raw: Buffer;
  readonly open: Open[];
  root: MailPart | undefined;
  /** The part whose body the next line belongs to, while no head is being read. */
  current: MailPart | undefined;
  /** Where the head began, or the body of the current part. */
  from: number;
  inHead: boolean;
  count: number;
  headerBytes: number;
  dashed: number;
};

/** Cuts a mail into its parts in one pass over its bytes, decoding headers only; stops at the first limit. */
export function walkMime(mail: Uint8Array): MailPart | Unread {
  if (mail.length > LIMITS.bytes) return 'tooLarge';
  const raw = withLineFeeds(mail);
  const from = firstField(raw);
  const walk: Walk = {
    raw,
    open: [],
    root: undefined,
    current: undefined,
    from,
    inHead: true,
    count: 1,
    headerBytes: 0,
    dashed: 0,
  };
  for (let line = lineAt(raw, from); line.start < raw.length; line = lineAt(raw, line.next)) {
    const stop = take(walk, line);
    if (stop) return stop;
  }
  return (walk.inHead ? endHead(walk, raw.length, raw.length) : undefined) ?? finished(walk);
}

/** The headers on top, whatever the rest is like. */
export function firstHeaders(mail: Uint8Array): HeaderField[] {
  const raw = withLineFeeds(mail.subarray(0, FIRST_HEADERS));
  const from = firstField(raw);
  let line = lineAt(raw, from);
  while (line.start < line.end) line = lineAt(raw, line.next);
  return headerFields(raw.subarray(from, line.start));
}

function take(walk: Walk, line: Line): Unread | undefined {
  const nth = walk.open.length > 0 && isDashed(walk.raw, line) ? boundaryAt(walk, line) : -1;
  if (nth >= 0) return takeBoundary(walk, nth, line);
  if (walk.dashed > MOST_DASHED) return 'tooManyParts';
  if (!walk.inHead) return undefined;
  walk.headerBytes += line.next - line.start;
  if (walk.headerBytes > LIMITS.headerBytes) return 'headersTooLarge';
  return line.start === line.end ? endHead(walk, line.start, line.next) : undefined;
}

function isDashed(raw: Buffer, { start, end }: Line): boolean {
  return raw[start] === DASH && raw[start + 1] === DASH && end - start > 2 && end - start < LONGEST_BOUNDARY;
}

function boundaryAt(walk: Walk, { start, end }: Line): number {
  walk.dashed += 1;
  const text = walk.raw.toString('latin1', start + 2, end).trimEnd();
  return walk.open.findLastIndex(({ boundary }) => text === boundary || text === `${boundary}--`);
}

function takeBoundary(walk: Walk, nth: number, line: Line): Unread | undefined {
  const { raw, open } = walk;
  const { part, boundary } = open[nth] ?? {};
  const stop = walk.inHead ? endHead(walk, line.start, line.start) : undefined;
  if (stop || !part) return stop;
  const isLast = raw.toString('latin1', line.start + 2, line.end).trimEnd() !== boundary;
  close(walk, isLast ? nth : nth + 1, line.start);
  walk.current = isLast ? open.at(-1)?.part : part;
  walk.from = line.next;
  walk.inHead = !isLast;
  if (!isLast) walk.count += 1;
  return walk.count > LIMITS.parts ? 'tooManyParts' : undefined;
}

/** The head of the part that began at `from` ends; its body begins at `next`. */
function endHead(walk: Walk, end: number, next: number): Unread | undefined {
  const within = walk.current;
  const part = mailPart(walk.raw.subarray(walk.from, end), within);
  within?.parts.push(part);
  walk.root ??= part;
  walk.current = part;
  walk.from = next;
  walk.inHead = false;
  const boundary = boundaryOf(part);
  if (boundary) walk.open.push({ boundary, part });
  return walk.open.length > LIMITS.depth ? 'tooDeep' : undefined;
}

/** Ends the body that is being read, and every multipart from the nth on. */
function close(walk: Walk, nth: number, at: number): void {
  const { current, raw, from, open } = walk;
  // A multipart without a part is told as the text it is, rather than as nothing.
  if (current && current.parts.length === 0 && current.body.length === 0)
    current.body = raw.subarray(from, bodyEnd(raw, from, at));
  open.length = Math.min(open.length, nth);
}

function finished(walk: Walk): MailPart | Unread {
  close(walk, 0, walk.raw.length);
  return walk.root ?? 'unreadable';
}

/** The line end before a boundary belongs to the boundary. */
function bodyEnd(raw: Buffer, from: number, at: number): number {
  if (at === raw.length) return at;
  const end = raw[at - 1] === LF ? at - 1 : at;
  return Math.max(from, raw[end - 1] === CR ? end - 1 : end);
}

function lineAt(raw: Buffer, start: number): Line {
  let end = start;
  while (end < raw.length && raw[end] !== LF) end += 1;
  return { start, end: end > start && raw[end - 1] === CR ? end - 1 : end, next: end + 1 };
}

/** Past empty lines and an mbox's `From ` line. */
function firstField(raw: Buffer): number {
  let start = 0;
  while (raw[start] === LF || raw[start] === CR) start += 1;
  return raw.subarray(start, start + MBOX.length).equals(MBOX) ? lineAt(raw, start).next : start;
}

/** Old mails end their lines with a carriage return alone. */
function withLineFeeds(mail: Uint8Array): Buffer {
  const raw = Buffer.from(mail.buffer, mail.byteOffset, mail.byteLength);
  if (raw.includes(LF) || !raw.includes(CR)) return raw;
  return Buffer.from(raw.map((byte) => (byte === CR ? LF : byte)).buffer);
}
