import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The headers a mail program threads and answers by. */
export type MailHeads = {
  messageId?: string;
  replyTo?: string;
  inReplyTo?: string;
  references?: string;
  autoSubmitted?: string;
};

/** A message that left the house, as a person would read it. */
export type Sent = {
  id: string;
  channel: 'mail' | 'sms';
  to: string;
  at: string;
  from: string;
  subject?: string;
  text: string;
} & MailHeads;

export type Outbox = { send(sent: Sent): void; sent(): Sent[] };

const KEPT = 10_000; // messages in memory; the files keep them all

/** Readable files under `<folder>/outbox`, and the latest in memory. */
export function outbox(channel: Sent['channel'], folder?: string): Outbox {
  const place = folder && join(folder, 'outbox');
  if (place) mkdirSync(place, { recursive: true, mode: 0o700 });
  const files = place ? filesOf(place, channel) : [];
  const kept = files.slice(-KEPT).map((file) => parse(channel, readFileSync(file, 'utf8')));
  let number = files.length;
  return {
    send(sent) {
      number += 1;
      kept.push(sent);
      if (kept.length > KEPT) kept.shift();
      if (place) writeFileSync(join(place, fileName(sent, number)), write(sent), { mode: 0o600 });
    },
    sent: () => [...kept],
  };
}

function fileName({ at, channel, to }: Sent, number: number): string {
  const safe = to
    .replace(/[^\w.@+-]/g, '_')
    .replace(/^\.+/, '')
    .slice(0, 60);
  return `${at.replaceAll(':', '-')}-${channel}-${safe}-${number}.txt`;
}

// How a field that may be missing is written in a file.
const LINES = {
  messageId: 'Message-ID',
  replyTo: 'Reply-To',
  inReplyTo: 'In-Reply-To',
  references: 'References',
  autoSubmitted: 'Auto-Submitted',
  subject: 'Subject',
} as const;
const FIELDS = Object.entries(LINES) as [keyof typeof LINES, string][];

function write(sent: Sent): string {
  const { id, to, from, at, text } = sent;
  const more = FIELDS.flatMap(([field, name]) => (sent[field] === undefined ? [] : [[name, sent[field]] as const]));
  const lines = { To: to, From: from, Date: at, Id: id, ...Object.fromEntries(more) };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value.replace(/\s+/g, ' ')}`);
  return `${head.join('\n')}\n\n${text}\n`;
}

/** The files of a channel, oldest first. */
function filesOf(place: string, channel: Sent['channel']): string[] {
  const files = readdirSync(place).filter((name) => name.includes(`Z-${channel}-`) && name.endsWith('.txt'));
  return files.sort().map((name) => join(place, name));
}

function parse(channel: Sent['channel'], file: string): Sent {
  const end = file.indexOf('\n\n');
  const head = new Map(
    file
      .slice(0, end)
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
  const line = (name: string) => head.get(name) ?? '';
  const more = FIELDS.flatMap(([field, name]) => (head.has(name) ? [[field, line(name)] as const] : []));
  return {
    id: line('Id'),
    channel,
    to: line('To'),
    at: line('Date'),
    from: line('From'),
    text: file.slice(end + 2, -1),
    ...Object.fromEntries(more),
  };
}
