import { isCallbackSecret } from './callback-secret.ts';

/**
 * Whether a push comes from Alibaba Cloud as far as that can be told. It documents no signature, no header and no list of
 * addresses for SmsUp and SmsReport (help.aliyun.com/zh/sms/developer-reference/smsup-http): the secret in the path of the
 * address given in its console is all there is.
 */
export function verifyAliyun(
  ours: { readonly secret: string | undefined },
  call: { readonly secret: string },
): boolean {
  return isCallbackSecret(ours.secret, call.secret);
}
