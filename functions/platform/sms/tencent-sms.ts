import * as z from 'zod';
import { type Outcome, SendFailed } from '#platform/send-failed.ts';
import type { Clock } from '#platform/time/instant.ts';
import { askProvider, type ProviderAnswer } from './ask-provider.ts';
import { signTencent } from './sign-tencent.ts';
import type { Sms } from './sms.ts';
import { filledTemplate, type Templates } from './templates.ts';

/** `app` is the SdkAppId, `signature` the name in 【】 that stands before every message. */
type Account = {
  readonly keyId: string;
  readonly keySecret: string;
  readonly app: string;
  readonly signature: string;
  readonly region?: string | undefined;
  readonly endpoint?: string | undefined;
};
type Needs = { readonly account: Account; readonly templates: Templates; readonly clock: Clock };

const ENDPOINT = 'https://sms.tencentcloudapi.com';
const REGION = 'ap-guangzhou';
const Code = z.string();
const Answer = z.object({
  Response: z.union([
    z.object({ Error: z.object({ Code }) }),
    z.object({ SendStatusSet: z.tuple([z.object({ Code, SerialNo: z.string().optional() })]) }),
  ]),
});

// cloud.tencent.com/document/api/382/59177; money and quotas come back
const LATER = /^(?:RequestLimitExceeded|LimitExceeded|FailedOperation\.InsufficientBalanceInSmsPackage$)/;

/** SMS by Tencent Cloud: SendSms of version 2021-01-11, with a registered template. */
export function tencentSms({ account, templates, clock }: Needs): Sms {
  const { endpoint = ENDPOINT, region = REGION } = account;
  return {
    send: async (message) => {
      const { id, parameters } = filledTemplate(templates, 'tencent', message);
      const body = JSON.stringify({
        PhoneNumberSet: [message.to],
        SmsSdkAppId: account.app,
        SignName: account.signature,
        TemplateId: id,
        TemplateParamSet: parameters.map(([, value]) => value),
        SessionContext: message.key.slice(0, 500),
      });
      const headers = signTencent(account, {
        ...{ host: new URL(endpoint).host, service: 'sms', action: 'SendSms', version: '2021-01-11' },
        ...{ region, body, at: clock() },
      });
      return read(await askProvider({ url: `${endpoint}/`, headers, body }));
    },
  };
}

function read({ status, json }: ProviderAnswer): string {
  const { data } = Answer.safeParse(json);
  if (!data) throw new SendFailed('unknown', `http.${status}`);
  const { Response: answer } = data;
  if ('Error' in answer) throw new SendFailed(outcomeOf(answer.Error.Code), answer.Error.Code);
  const [{ Code, SerialNo }] = answer.SendStatusSet;
  if (Code !== 'Ok') throw new SendFailed(outcomeOf(Code), Code);
  return SerialNo ?? '';
}

function outcomeOf(code: string): Outcome {
  if (LATER.test(code)) return 'later';
  return code.startsWith('InternalError') ? 'unknown' : 'refused';
}
