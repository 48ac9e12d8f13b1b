// List prices in USD, on demand, us-east-1, as publicly known; to be checked against the provider's pages before they are relied on.
// Left out: SMS (by country), storage, logs, data transfer, the free tier.
const PRICES = {
  writeUnit: 0.625e-6, // DynamoDB, write request unit
  readUnit: 0.125e-6, // DynamoDB, read request unit
  transition: 25e-6, // Step Functions, standard workflow, state transition
  invocation: 0.2e-6, // Lambda, request
  gigabyteSecond: 0.0000133334, // Lambda, arm64
  request: 1e-6, // API Gateway, HTTP API
  event: 1e-6, // EventBridge, custom event
  mail: 0.1e-3, // SES
} as const;

// Not measured here: a laptop's threads say nothing about the time AWS bills. A warm call of an API like this is well below.
export const ASSUMED_MS_A_CALL = 100;
const MEMORY_GB = 0.5; // every function has 512 MB

/** What was used, by what is paid for. */
export type Used = {
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly transitions: number;
  readonly invocations: number;
  readonly events: number;
  readonly requests: number;
  readonly mails: number;
};

/** What it costs, in USD. */
export function priceOf({ writeUnits, readUnits, transitions, invocations, events, requests, mails }: Used): number {
  const gigabyteSeconds = (invocations * MEMORY_GB * ASSUMED_MS_A_CALL) / 1000;
  return (
    writeUnits * PRICES.writeUnit +
    readUnits * PRICES.readUnit +
    transitions * PRICES.transition +
    invocations * PRICES.invocation +
    gigabyteSeconds * PRICES.gigabyteSecond +
    requests * PRICES.request +
    events * PRICES.event +
    mails * PRICES.mail
  );
}
