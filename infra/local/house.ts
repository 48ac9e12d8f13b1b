import type { IncomingHttpHeaders } from 'node:http';
import type { Assembly } from './assembly.ts';
import type { Functions } from './functions.ts';
import type { Journal } from './journal.ts';
import type { Roles } from './roles.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { Work } from './work.ts';

/** What every service of the house is given. */
export type House = {
  clock: VirtualClock;
  work: Work;
  journal: Journal;
  assembly: Assembly;
  functions: Functions;
  roles: Roles;
  log: (line: string) => void;
  region: string;
  account: string;
};

/** One AWS call as the gateway understood it. `json` is empty when the body is not a JSON object. */
export type AwsCall = {
  service: string;
  operation: string;
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  json: Record<string, unknown>;
  /** The function that calls, by name; its access key says so. */
  caller?: string;
};

/** A Buffer is sent as it is; anything else as JSON. */
export type AwsAnswer = { status: number; body: unknown; headers?: Record<string, string> };

/** What the caller's role must allow: IAM action, resource ARN and, for DynamoDB, the partition-key values touched. */
export type Need = {
  action: string;
  resource: string;
  leadingKeys?: string[];
  /** Other condition keys of the call, such as `ses:FromAddress`. */
  context?: Record<string, string[]>;
};

export type Service = {
  /** The service name in the signature's credential scope. */
  scope: string;
  /** Of a service that takes and gives bytes and XML: its own names, refusals, and what it answers to anybody. */
  rest?: {
    operation(call: AwsCall): string;
    refusal(fault: AwsFault): AwsAnswer;
    unsigned(call: AwsCall): AwsAnswer | undefined;
  };
  needs(call: AwsCall): Need[];
  answer(call: AwsCall): Promise<AwsAnswer>;
};

/** A refusal in AWS's own words: `type` becomes `__type` and `X-Amzn-ErrorType`. */
export class AwsFault extends Error {
  readonly type: string;
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}
