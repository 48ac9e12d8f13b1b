import { type Outcome, SendFailed } from './send-failed.ts';

type Told = {
  readonly name?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
};

// Too much at once; or a right or a key of ours is wrong, which somebody mends: the message itself is fine.
const LATER =
  /Throttl|TooMany|LimitExceeded|QuotaExceeded|Paused|AccessDenied|UnrecognizedClient|InvalidClientToken|ExpiredToken/;
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** What an error of the AWS SDK says of a message; its own words, which may repeat the address, are left behind. */
export function awsFailed(error: unknown): SendFailed {
  const told: Told = typeof error === 'object' && error !== null ? error : {};
  return new SendFailed(outcomeOf(told), told.code ?? told.name ?? 'unreadable');
}

function outcomeOf({ name = '', code = '', $metadata }: Told): Outcome {
  if (LATER.test(name) || NEVER_CONNECTED.has(code)) return 'later';
  const status = $metadata?.httpStatusCode ?? 0;
  return status >= 400 && status < 500 ? 'refused' : 'unknown';
}
