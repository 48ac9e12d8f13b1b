import type { Refusal, RefusalKind } from '#platform/refusal.ts';
import type { Reply } from './reply.ts';
import { faultIn, type Language, sentence } from './words.ts';

const STATUS: Record<RefusalKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  outdated: 412,
  unseen: 428,
  tooLarge: 413,
  tooMany: 429,
  mismatch: 422,
  busy: 409,
};

type Title = Readonly<Record<Language, string>>;

const TITLE: Record<RefusalKind, Title> = {
  invalid: { en: 'The request is not valid', 'zh-CN': '请求内容有误' },
  unauthenticated: { en: 'Please sign in', 'zh-CN': '请先登录' },
  forbidden: { en: 'Not allowed', 'zh-CN': '没有权限' },
  missing: { en: 'Not found', 'zh-CN': '没有找到' },
  conflict: { en: 'Not possible now', 'zh-CN': '暂时不能进行此操作' },
  outdated: { en: 'Changed meanwhile', 'zh-CN': '内容已有更新' },
  unseen: { en: 'Please read it first', 'zh-CN': '请先查看现有内容' },
  tooLarge: { en: 'Too large', 'zh-CN': '内容过大' },
  tooMany: { en: 'Too many requests', 'zh-CN': '请求过于频繁' },
  mismatch: { en: 'Not the same request', 'zh-CN': '与之前的请求不一致' },
  busy: { en: 'Busy', 'zh-CN': '系统正忙' },
};
const OUR_FAULT: Title = { en: 'Our fault', 'zh-CN': '系统出现问题' };

/** A refusal as RFC 9457 problem details, in the language asked for. */
export function problem(refusal: Refusal, requestId: string, language: Language): Reply {
  const status = STATUS[refusal.kind];
  return {
    status,
    headers: { 'content-type': 'application/problem+json', 'content-language': language, ...refusal.headers },
    body: {
      ...refusal.members,
      type: 'about:blank',
      title: TITLE[refusal.kind][language],
      status,
      code: refusal.code,
      detail: sentence(refusal, language),
      ...(refusal.errors.length > 0 && { errors: refusal.errors.map((fault) => faultIn(fault, language)) }),
      requestId,
    },
  };
}

/** What anybody is told when the fault is ours: nothing but the number to ask about. */
export function fault(requestId: string, language: Language): Reply {
  return {
    status: 500,
    headers: { 'content-type': 'application/problem+json', 'content-language': language },
    body: {
      type: 'about:blank',
      title: OUR_FAULT[language],
      status: 500,
      code: 'internal',
      detail:
        language === 'zh-CN'
          ? '非常抱歉，系统出现问题，请稍后再试。'
          : 'We are sorry: something went wrong on our side. Please try again.',
      requestId,
    },
  };
}
