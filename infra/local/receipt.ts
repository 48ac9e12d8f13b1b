import { randomInt } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { House } from './house.ts';
import { received } from './receipt-headers.ts';
import { type ReceiptRule, receiptRules } from './receipt-rules.ts';
import type { S3 } from './s3.ts';

/** The door for mails: SMTP on loopback. */
export type Receipt = { port: number; stop(): Promise<void> };

// SES quotas for mail coming in: bytes of a mail, recipients of one.
const SIZE_LIMIT = 40 * 1024 * 1024;
const RECIPIENTS_LIMIT = 50;
const GRACE = 200; // milliseconds an open connection has to end
const SYMBOLS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Opens the port when the template has a receipt rule. A mail is accepted once it is stored, and not before. */
export async function startReceipt(house: House, files: Pick<S3, 'put'>, port: number): Promise<Receipt | undefined> {
  const rules = receiptRules(house);
  if (rules.length === 0) return undefined;
  const server = new SMTPServer({
    name: 'localhost',
    banner: 'Kefu local mail',
    size: SIZE_LIMIT,
    logger: false,
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    hideSMTPUTF8: true,
    closeTimeout: GRACE,
    onRcptTo({ address }, { envelope }, tell) {
      if (envelope.rcptTo.length >= RECIPIENTS_LIMIT) return tell(refusal(452, 'Too many recipients'));
      if (!rules.some(({ takes }) => takes(address))) return tell(refusal(550, `${address}: no such address here`));
      return tell();
    },
    onData(stream, session, tell) {
      const done = house.work.begin();
      store(house, files, rules, stream, session)
        .then((id) => tell(null, `Ok: ${id}`))
        .catch((error: unknown) => {
          if (!isRefusal(error)) house.log(`smtp: a mail could not be stored: ${String(error)}`);
          tell(isRefusal(error) ? error : refusal(451, 'Not stored, please send it again'));
        })
        .finally(done);
    },
  });
  // A client that goes away in the middle is no concern of the house.
  server.on('error', () => {});
  const bound = await listen(server, port);
  return { port: bound, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

function listen(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.server.address() as AddressInfo).port));
  });
}

async function store(
  house: House,
  files: Pick<S3, 'put'>,
  rules: ReceiptRule[],
  stream: SMTPServerDataStream,
  { envelope, hostNameAppearsAs }: SMTPServerSession,
): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk);
  if (stream.sizeExceeded) throw refusal(552, `A mail may have ${SIZE_LIMIT} bytes`);
  const id = Array.from({ length: 40 }, () => SYMBOLS[randomInt(SYMBOLS.length)]).join('');
  const raw = Buffer.concat(chunks);
  const all = envelope.rcptTo.map(({ address }) => address);
  const from = envelope.mailFrom ? envelope.mailFrom.address : '';
  const about = { from, helo: hostNameAppearsAs || 'localhost', id, at: house.clock.now(), region: house.region };
  for (const { takes, scans, shelves } of rules) {
    const to = all.filter(takes);
    if (to.length === 0) continue;
    const mail = received(raw, { ...about, to, scanned: scans });
    const act = { requester: 'ses.amazonaws.com', reason: 'PutObject' };
    for (const { bucket, prefix } of shelves) await files.put(bucket, `${prefix}${id}`, mail, HEADERS, act);
  }
  return id;
}

const HEADERS = { 'content-type': 'application/octet-stream' };

type SmtpRefusal = Error & { responseCode: number };
const refusal = (responseCode: number, words: string): SmtpRefusal => Object.assign(new Error(words), { responseCode });
const isRefusal = (error: unknown): error is SmtpRefusal => error instanceof Error && 'responseCode' in error;
