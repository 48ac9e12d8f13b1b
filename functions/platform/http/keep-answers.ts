import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Actor } from '#platform/auth/actor.ts';
import { Refusal } from '#platform/refusal.ts';
import { Lost, type Write } from '#platform/store/commit.ts';
import { bodyHash, type Once, recall, remember, requestMark } from '#platform/store/once.ts';
import type { Table } from '#platform/store/table.ts';
import { type Clock, toMillis } from '#platform/time/instant.ts';
import type { Reply } from './reply.ts';

/** What a store adds to a caller's act: the version the caller saw (`If-Match`), and the answer kept under its key. */
export type Saving<State> = { readonly expect?: number; writes(state: State): readonly Write[] };

/** The saving of what no caller asked for: nobody waits for an answer. */
export const NOTHING_KEPT: Saving<unknown> = { writes: () => [] };

/** Makes the saving of an act from the answer it will have. */
export type Keep = <State>(reply: (state: State) => Reply) => Saving<State>;

type Base = { readonly table: () => Table; readonly clock: Clock };
type Carried = { actor: Actor; rawBodyText: string; once?: Once; keep?: Keep };

const DATE = '2026-03-02'.length;
const KEY = /^[\x21-\x7e]{1,255}$/;
const seconds = (clock: Clock) => Math.floor(toMillis(clock()) / 1000);

/**
 * `Idempotency-Key`: the answer is saved in the same transaction as the act, so a repetition costs nothing until it happens,
 * then it finds the record and gets the first answer; another body under the same key is refused.
 */
export const keepAnswers = ({ table, clock }: Base): MiddlewareObj<APIGatewayProxyEventV2> => ({
  before: ({ event }) => {
    const once = onceOf(event);
    const expect = expectedVersion(event.headers['if-match']);
    const keep: Keep = (reply) => ({
      ...(expect !== undefined && { expect }),
      writes: (state) => (once ? [remember(once, JSON.stringify(reply(state)), seconds(clock))] : []),
    });
    const sentAs = once && requestMark(once, clock().slice(0, DATE));
    Object.assign(event, { once, keep, sentAs });
  },
  after: (request) => {
    const { once } = request.event as unknown as Carried;
    if (once) request.response = looked(request.response as unknown as Reply, 'miss') as never;
  },
  onError: async (request) => {
    const { once } = request.event as unknown as Carried;
    const repeated = request.error instanceof Lost || request.error instanceof Refusal;
    if (!once || !repeated) return;
    const first = await recall(table(), once, seconds(clock));
    if (!first) return;
    if (first.bodyHash === bodyHash(once)) request.response = looked(JSON.parse(first.reply), 'hit') as never;
    else
      request.error = new Refusal(
        'mismatch',
        'idempotency.other-body',
        'This Idempotency-Key came with another body before',
      );
  },
});

function looked(reply: Reply, lookup: 'hit' | 'miss'): Reply {
  return { ...reply, headers: { ...reply.headers, 'x-idempotency-lookup': lookup } };
}

function onceOf(event: APIGatewayProxyEventV2): Once | undefined {
  const key = event.headers['idempotency-key'];
  const { method, path } = event.requestContext.http;
  if (key === undefined || method === 'GET') return undefined;
  if (!KEY.test(key)) {
    throw new Refusal('invalid', 'idempotency.key', 'An Idempotency-Key has 1 to 255 visible ASCII characters', {
      errors: [
        { path: 'headers.idempotency-key', code: 'format', message: 'must have 1 to 255 visible ASCII characters' },
      ],
    });
  }
  const { actor, rawBodyText } = event as unknown as Carried;
  if (actor.roles.length === 0) return undefined; // nobody has a name to keep an answer under
  return { caller: `${actor.app}/${actor.id}`, route: `${method} ${path}`, key, body: rawBodyText };
}

function expectedVersion(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (version !== undefined) return Number(version);
  throw new Refusal('invalid', 'request.if-match', 'If-Match must be an ETag that this API gave', {
    errors: [{ path: 'headers.if-match', code: 'format', message: 'must be an ETag that this API gave' }],
  });
}
