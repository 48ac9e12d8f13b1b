import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { type Outcome, SendFailed } from '#platform/send-failed.ts';
import type { Clock } from '#platform/time/instant.ts';
import { askProvider, type ProviderAnswer } from './ask-provider.ts';
import { signAliyun } from './sign-aliyun.ts';
import type { Sms } from './sms.ts';
import { filledTemplate, type Templates } from './templates.ts';

/** `signature` is the name in 【】 that stands before every message. */
type Account = {
  readonly keyId: string;
  readonly keySecret: string;
  readonly signature: string;
  readonly endpoint?: string | undefined;
};
type Needs = { readonly account: Account; readonly templates: Templates; readonly clock: Clock };

const ENDPOINT = 'https://dysmsapi.aliyuncs.com';
const Answer = z.object({ Code: z.string(), BizId: z.string().optional() });

// help.aliyun.com/document_detail/101346.html; money and quotas come back
const LATER =
  /^(?:Throttling|ServiceUnavailable|isv\.(?:BUSINESS_LIMIT_CONTROL|DAY_LIMIT_CONTROL|MONTH_LIMIT_CONTROL|OUT_OF_SERVICE|AMOUNT_NOT_ENOUGH)$)/;
const UNKNOWN = /^(?:InternalError|isp\.SYSTEM_ERROR|isp\.GATEWAY_TIMEOUT)/;

/** SMS by Alibaba Cloud: SendSms of version 2017-05-25, with a registered template. */
export function aliyunSms({ account, templates, clock }: Needs): Sms {
  const endpoint = account.endpoint ?? ENDPOINT;
  return {
    send: async (message) => {
      const { id, parameters } = filledTemplate(templates, 'aliyun', message);
      // The interface takes these in the query; its address is written nowhere by us.
      const query = {
        PhoneNumbers: numberAt(message.to),
        SignName: account.signature,
        TemplateCode: id,
        TemplateParam: JSON.stringify(Object.fromEntries(parameters)),
        OutId: message.key.slice(0, 256),
      };
      const signed = signAliyun(account, {
        ...{ host: new URL(endpoint).host, action: 'SendSms', version: '2017-05-25', query, body: '' },
        ...{ at: clock(), nonce: randomUUID() },
      });
      return read(await askProvider({ url: `${endpoint}/?${signed.query}`, headers: signed.headers, body: '' }));
    },
  };
}

/** A mainland number without its country code, another with it and without the plus. */
function numberAt(e164: string): string {
  return e164.startsWith('+86') ? e164.slice(3) : e164.slice(1);
}

function read({ status, json }: ProviderAnswer): string {
  const { data } = Answer.safeParse(json);
  if (!data) throw new SendFailed('unknown', `http.${status}`);
  if (data.Code !== 'OK') throw new SendFailed(outcomeOf(data.Code, status), data.Code);
  return data.BizId ?? '';
}

function outcomeOf(code: string, status: number): Outcome {
  if (LATER.test(code)) return 'later';
  return UNKNOWN.test(code) || status >= 500 ? 'unknown' : 'refused';
}
