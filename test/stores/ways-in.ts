import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { chatStore } from '#intake/chat/chat-store.ts';
import { feedbackStore } from '#intake/feedback/feedback-store.ts';
import { proofOfWorkCaptcha } from '#intake/forms/proof-of-work-captcha.ts';
import { routes } from '#intake/routes.ts';
import type { Actor } from '#platform/auth/actor.ts';
import { api } from '#platform/http/endpoint.ts';
import { newId } from '#platform/ids.ts';
import { takeOne } from '#platform/store/counter.ts';
import type { Table } from '#platform/store/table.ts';
import { plusMinutes } from '#platform/time/instant.ts';
import { timelineReader } from '#tickets/timeline-reader.ts';
import { noon } from '../clocks/some.ts';
import { anIntake } from './an-intake.ts';
import { solve } from './solve.ts';

const BITS = 6; // some sixty hashes: tests have no telephone's second to wait
const nobody: Actor = { id: '', roles: [], app: '' };

// biome-ignore lint/suspicious/noExplicitAny: an answer is read as loosely as a test reads it
type Answer = { readonly status: number; readonly body: Record<string, any> };
type Asking = { readonly body?: unknown; readonly headers?: Record<string, string>; readonly from?: string };

/** The room's API on a real table, asked as API Gateway would ask it. */
export function waysIn(table: Table) {
  let now = noon;
  const clock = () => now;
  const house = anIntake(table);
  const { keys, needs, tickets: door } = house;
  const captcha = proofOfWorkCaptcha({ keys, newId }, { bits: BITS, challengeMinutes: 10 });
  const own = {
    ...{
      keys,
      clock,
      door,
      captcha,
      policies: house.policies,
      table: () => table,
      customers: needs.customers,
      intake: needs.store,
    },
    timelines: timelineReader({ table: () => table, keys, policies: house.policies }),
    feedback: feedbackStore(() => table),
    chats: chatStore(() => table),
    count: (...counted: Parameters<typeof takeOne> extends [unknown, ...infer Rest] ? Rest : never) =>
      takeOne(table, ...counted),
    cursorSecret: async () => 'secret',
  };
  const handler = api({ table: () => table, clock }, () => own as never, routes);
  const ask = async (by: Actor, method: string, path: string, { body, headers, from = '203.0.113.9' }: Asking = {}) => {
    const [rawPath = '', query = ''] = path.split('?');
    const claims = { sub: by.id, client_id: by.app, token_use: 'access', 'cognito:groups': `[${by.roles.join(' ')}]` };
    const event = {
      ...{
        version: '2.0',
        rawPath,
        headers: { 'content-type': 'application/json', 'accept-language': 'en', ...headers },
      },
      requestContext: {
        requestId: 'r',
        http: { method, path: rawPath, sourceIp: from },
        authorizer: { jwt: { claims } },
      },
      queryStringParameters: Object.fromEntries(new URLSearchParams(query)),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const answer = (await handler(event as never, {} as never)) as unknown as { statusCode: number; body: string };
    return { status: answer.statusCode, body: JSON.parse(answer.body) } as Answer;
  };
  return {
    ...{ house, own },
    get: (by: Actor, path: string) => ask(by, 'GET', path),
    post: (by: Actor, path: string, body: unknown, headers: Record<string, string> = {}) =>
      ask(by, 'POST', path, { body, headers }),
    /** Somebody without an account solves a challenge and sends a letter. */
    write: async (letter: object, from = '203.0.113.9') => {
      const { body: task } = await ask(nobody, 'GET', '/v1/forms/challenge', { from });
      const solved = { challenge: task['challenge'], answer: solve(task['challenge'], task['bits']) };
      return {
        ...solved,
        ...(await ask(nobody, 'POST', '/v1/forms/contact', { body: { ...solved, ...letter }, from })),
      };
    },
    send: (letter: object, from?: string) =>
      ask(nobody, 'POST', '/v1/forms/contact', { body: letter, ...(from && { from }) }),
    wait: (minutes: number) => {
      now = plusMinutes(now, minutes);
    },
    /** Everything the table holds, as text. */
    everything: async () => {
      const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
      return Items;
    },
  };
}
