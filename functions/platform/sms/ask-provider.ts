import { isLoopback } from '#platform/loopback.ts';
import { type Outcome, SendFailed } from '#platform/send-failed.ts';

type Question = { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: string };
export type ProviderAnswer = { readonly status: number; readonly json: unknown };

const PATIENCE = 5_000; // milliseconds

// The connection did not come about, so nothing was handed over.
const NEVER_CONNECTED = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
  ...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID'],
]);

/**
 * Posts to a provider and reads its JSON, within five seconds and without following it elsewhere. Whoever does not answer
 * may have sent the message.
 */
export async function askProvider({ url, headers, body }: Question, patience = PATIENCE): Promise<ProviderAnswer> {
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:' && !isLoopback(hostname)) throw new SendFailed('refused', 'endpoint-without-tls');
  try {
    const signal = AbortSignal.timeout(patience);
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal });
    return { status: answer.status, json: readJson(await answer.text()) };
  } catch (error) {
    throw noAnswer(error);
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function noAnswer(error: unknown): SendFailed {
  const { name, cause } = error instanceof Error ? error : new Error();
  const code = typeof cause === 'object' && cause && 'code' in cause ? String(cause.code) : name;
  const outcome: Outcome = NEVER_CONNECTED.has(code) ? 'later' : 'unknown';
  return new SendFailed(outcome, code);
}
