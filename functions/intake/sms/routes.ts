import { type Route, route } from '#platform/http/endpoint.ts';
import {
  AliyunAnswer,
  aliyunHook,
  GatewayAnswer,
  gatewayHook,
  HookInput,
  type HookNeeds,
  TencentAnswer,
  tencentHook,
} from './hooks.ts';

export type { HookNeeds };

/** Where providers of text messages call. */
export const hookRoutes: readonly Route<HookNeeds>[] = [
  route({
    method: 'POST',
    path: '/v1/hooks/aliyun/{secret}/{told}',
    open: 'because Alibaba Cloud has no token; the secret in the path lets it in',
    does: 'Hear replies and receipts from Alibaba Cloud',
    input: HookInput,
    answer: { status: 200, schema: AliyunAnswer },
    run: aliyunHook,
  }),
  route({
    method: 'POST',
    path: '/v1/hooks/tencent/{secret}/{told}',
    open: 'because Tencent Cloud has no token; the secret in the path and its addresses let it in',
    does: 'Hear replies and receipts from Tencent Cloud',
    input: HookInput,
    answer: { status: 200, schema: TencentAnswer },
    run: tencentHook,
  }),
  route({
    method: 'POST',
    path: '/v1/hooks/gateway/{secret}/{told}',
    open: 'because a gateway of any make has no token; the secret in the path lets it in',
    does: 'Hear replies and receipts from any other gateway',
    input: HookInput,
    answer: { status: 200, schema: GatewayAnswer },
    run: gatewayHook,
  }),
];
