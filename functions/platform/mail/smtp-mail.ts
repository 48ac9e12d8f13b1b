import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { isLoopback } from '#platform/loopback.ts';
import { SendFailed } from '#platform/send-failed.ts';
import type { Clock } from '#platform/time/instant.ts';
import { type CheckedLetter, checkedLetter } from './checked-letter.ts';
import type { Mail } from './mail.ts';
import { rawLetter } from './raw-letter.ts';

type Options = { readonly url: string; readonly from: string; readonly clock: Clock };
type Server = { readonly host: string; readonly port: number; readonly secure: boolean } & Login;
type Login = { readonly user: string; readonly pass: string };
type Failure = Error & { readonly code?: string; readonly responseCode?: number };

const SECOND = 1_000;
const PORTS = { 'smtp:': 587, 'smtps:': 465 };

/** Mail by any SMTP server (`smtps://user:password@host`, or `smtp://` with STARTTLS); without TLS on this machine alone. */
export function smtpMail({ url, from, clock }: Options): Mail {
  const server = serverOf(url);
  return {
    send: async (letter) => {
      const checked = checkedLetter(letter, from);
      const connection = await opened(server);
      try {
        if (server.user) await toPromise((done) => connection.login({ credentials: server }, done)).catch(notYetSent);
        return await given(connection, checked, rawLetter(checked, clock()));
      } finally {
        connection.quit();
      }
    },
  };
}

function serverOf(url: string): Server {
  const { protocol, hostname, port, username, password } = URL.parse(url) ?? {};
  if (!hostname || (protocol !== 'smtp:' && protocol !== 'smtps:'))
    throw new Error('The SMTP server is no smtp(s) URL');
  return {
    ...{ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || PORTS[protocol], secure: protocol === 'smtps:' },
    ...{ user: decodeURIComponent(username ?? ''), pass: decodeURIComponent(password ?? '') },
  };
}

/** The package is loaded when the first letter goes this way: most houses send by SES. */
async function opened({ host, port, secure }: Server): Promise<SMTPConnection> {
  const { default: Connection } = await import('nodemailer/lib/smtp-connection');
  const isHere = isLoopback(host);
  const connection = new Connection({
    ...{ host, port, secure, requireTLS: !isHere, ignoreTLS: isHere, tls: { minVersion: 'TLSv1.2' } },
    ...{ connectionTimeout: 5 * SECOND, greetingTimeout: 5 * SECOND, socketTimeout: 15 * SECOND },
  });
  connection.on('error', () => {}); // the step that was under way hears of it; nothing else may fall over it
  await toPromise((done) => {
    connection.once('error', done);
    connection.connect(done);
  }).catch(notYetSent);
  return connection;
}

/** Answers the letter's own id, bare: what comes back names that one, not what the server calls it. */
async function given(connection: SMTPConnection, { to, from, messageId }: CheckedLetter, raw: string): Promise<string> {
  const envelope = { from, to: [to] };
  await toPromise((done) => {
    connection.once('error', done);
    connection.send(envelope, raw, done);
  }).catch(maybeSent);
  return messageId.replace(/^<|>$/g, '');
}

function toPromise<T>(act: (done: (error?: Error | null, result?: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    act((error, result) => (error ? reject(error) : resolve(result as T)));
  });
}

/** Nothing was handed over yet: another try is right, unless the server does not want us. */
function notYetSent(error: Failure): never {
  throw new SendFailed('later', codeOf(error)); // a wrong password is ours to mend: the letter itself is fine
}

/** A server that answered has said what became of the letter; one that did not may have taken it. */
function maybeSent(error: Failure): never {
  const { responseCode = 0 } = error;
  const answered = responseCode >= 500 ? 'refused' : 'later';
  throw new SendFailed(responseCode >= 400 ? answered : 'unknown', codeOf(error));
}

const codeOf = ({ code = 'smtp', responseCode }: Failure) => (responseCode ? `${code}.${responseCode}` : code);
