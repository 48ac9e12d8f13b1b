import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { ok, type Reply } from '#platform/http/reply.ts';
import { Refusal } from '#platform/refusal.ts';
import { isCallbackSecret } from '#platform/sms/callback-secret.ts';
import type { HeardSms } from '#platform/sms/heard-sms.ts';
import { readAliyun } from '#platform/sms/read-aliyun.ts';
import { readGateway } from '#platform/sms/read-gateway.ts';
import { readTencent } from '#platform/sms/read-tencent.ts';
import { verifyAliyun } from '#platform/sms/verify-aliyun.ts';
import { verifyTencent } from '#platform/sms/verify-tencent.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { TicketDoor } from '#tickets/ticket-door.ts';
import { hearSms } from './hear-sms.ts';
import type { SmsNeeds } from './take-whole.ts';

export const HookInput = {
  path: z.strictObject({ secret: z.string().min(1).max(200), told: z.enum(['replies', 'receipts']) }),
  body: z.unknown(),
};

export type HookNeeds = Omit<SmsNeeds, 'tickets'> & {
  readonly door: TicketDoor;
  /** The secret in the path that the provider was given, and the addresses it calls from where it says which. */
  readonly callbacks: () => { readonly secret: string | undefined; readonly sources: readonly string[] };
};

type Called = Call<typeof HookInput>;
type Hook = {
  readonly verify: (ours: ReturnType<HookNeeds['callbacks']>, call: { secret: string; sourceIp: string }) => boolean;
  readonly read: (body: unknown, heardAt: Instant) => HeardSms;
  /** What the provider takes for “received”; anything else makes it call again. */
  readonly answer: Readonly<Record<string, unknown>>;
};

const hook =
  ({ verify, read, answer }: Hook) =>
  (needs: HookNeeds) =>
  async ({ path, body, from }: Called): Promise<Reply> => {
    if (!verify(needs.callbacks(), { secret: path.secret, sourceIp: from })) {
      throw new Refusal('missing', 'hook.missing', 'There is nothing here');
    }
    await hearSms({ ...needs, tickets: needs.door })(read(body, needs.clock()), JSON.stringify(body));
    return ok(answer);
  };

/** Alibaba Cloud's pushes of replies and receipts. */
export const aliyunHook = hook({
  verify: verifyAliyun,
  read: readAliyun,
  answer: { code: 0, msg: '接收成功' },
});
export const AliyunAnswer = z.object({ code: z.int(), msg: z.string() });

/** Tencent Cloud's callbacks of replies and receipts. */
export const tencentHook = hook({
  verify: verifyTencent,
  read: readTencent,
  answer: { result: 0, errmsg: 'OK' },
});
export const TencentAnswer = z.object({ result: z.int(), errmsg: z.string() });

/** Replies and receipts of a gateway of any make, in the house's own form. */
export const gatewayHook = hook({
  verify: (ours, { secret }) => isCallbackSecret(ours.secret, secret),
  read: readGateway,
  answer: { received: true },
});
export const GatewayAnswer = z.object({ received: z.literal(true) });
