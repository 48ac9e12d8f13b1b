import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Fault, Refusal } from '#platform/refusal.ts';
import { FAULTS_IN_CHINESE } from './faults-in-chinese.ts';
import { REFUSALS_IN_CHINESE } from './refusals-in-chinese.ts';

/** The languages a person may read; Chinese unless the request prefers English. */
export type Language = 'zh-CN' | 'en';

/** The language a request asks for: the first of `Accept-Language` that we speak. */
export function languageOf({ headers }: Pick<APIGatewayProxyEventV2, 'headers'>): Language {
  const wanted = (headers['accept-language'] ?? '').toLowerCase().split(',');
  const spoken = wanted.map((tag) => tag.trim().slice(0, 2)).find((tag) => tag === 'zh' || tag === 'en');
  return spoken === 'en' ? 'en' : 'zh-CN';
}

/** What a refusal says to a person. */
export function sentence(refusal: Refusal, language: Language): string {
  return language === 'en' ? refusal.message : (REFUSALS_IN_CHINESE[refusal.code] ?? refusal.message);
}

/** What one wrong field says to a person; the words of `fault-words.ts` come in their language already. */
export function faultIn(fault: Fault, language: Language): Fault {
  return language === 'en' ? fault : { ...fault, message: FAULTS_IN_CHINESE[fault.message] ?? fault.message };
}
