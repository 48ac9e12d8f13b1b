import type { Runtime } from '../../../infra/local/runtime.ts';
import type { Cast, Person } from './cast.ts';
import type { Speaker } from './speaker.ts';

/** What a scene is played on; `many` canaries go into each text. */
export type Stage = {
  readonly cast: Cast;
  readonly api: Speaker;
  readonly runtime: () => Runtime;
  readonly many: number;
};

export type Scene = (stage: Stage) => Promise<void>;

export const MAILBOX = 'service@help.example.com';

/** Asks for something that must be granted, waits until everybody was told, and answers the body. */
export async function done(stage: Stage, ...asked: Parameters<Speaker['ask']>): Promise<Record<string, unknown>> {
  const { status, body } = await stage.api.ask(...asked);
  // What was asked for may be a canary: only the way is named.
  if (status >= 300) throw new Error(`${asked[0]} ${asked[1]} was refused: ${status} ${String(body['code'])}`);
  await stage.runtime().settled();
  return body;
}

/** A complaint of somebody, by somebody; answers its ticket's path. */
export async function complain(
  stage: Stage,
  as: string,
  person: Person,
  { account = true, ...wish }: { readonly account?: boolean } & Record<string, unknown> = {},
): Promise<string> {
  const { cast, many } = stage;
  const { id, name, mobile, email, channel } = person;
  const body = await done(stage, as, 'POST', '/v1/tickets', {
    ...{
      kind: 'complaint',
      channel: 'web',
      subject: `投诉 ${cast.says(person, 1, ['mobile', 'chineseName'])}`.slice(0, 200),
    },
    body: cast.says(person, many),
    requester: { ...(account && { customerId: id }), name, phone: mobile, email },
    orderNumber: `SO-${channel.length}${cast.people.length}`,
    ...wish,
  });
  return `/v1/tickets/${String(body['id'])}`;
}
