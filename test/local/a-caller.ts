import type { FunctionOptions } from 'aws-cdk-lib/aws-lambda';
import type { Stack } from 'aws-cdk-lib/core';
import type { Functions } from '../../infra/local/functions.ts';
import { aFunction } from './an-assembly.ts';

// Runs any command of a client; bytes travel as { base64 }, streams are read whole.
const source = (client: string, name: string) => `
  import * as sdk from '@aws-sdk/${client}';
  const client = new sdk.${name}({ maxAttempts: 1 });
  const given = (_, value) => value?.base64 === undefined ? value : new Uint8Array(Buffer.from(value.base64, 'base64'));
  const read = async (value) => {
    if (value?.transformToByteArray) return read(await value.transformToByteArray());
    return value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value;
  };
  export const handler = async ({ command, input }) => {
    try {
      const asked = JSON.parse(JSON.stringify(input ?? {}), given);
      const { $metadata, ...answer } = await client.send(new sdk[command + 'Command'](asked));
      return Object.fromEntries(await Promise.all(Object.entries(answer).map(async ([key, value]) => [key, await read(value)])));
    } catch (error) {
      return { error: error.name, message: error.message, status: error.$metadata?.httpStatusCode };
    }
  };`;

/** A function that makes whatever calls it is told to, with the real client of a service. */
export const aCaller = (stack: Stack, id: string, client: string, name: string, options?: FunctionOptions) =>
  aFunction(stack, id, source(client, name), options);

export type Called = Record<string, unknown> & { error?: string; message?: string; status?: number };

export const bytes = (text: string | Buffer) => ({ base64: Buffer.from(text).toString('base64') });

/** Makes calls through such a function. */
export const callThrough =
  (functions: Pick<Functions, 'invoke'>, id: string) =>
  async (command: string, input: object): Promise<Called> => {
    const outcome = await functions.invoke(id, { command, input });
    if ('fault' in outcome) throw new Error(outcome.fault.errorMessage);
    return outcome.payload as Called;
  };
