import type { Refusal, RefusalKind } from '#platform/refusal.ts';
import type { Reply } from './reply.ts';
import { type Language, sentence } from './words.ts';

const STATUS: Record<RefusalKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  outdated: 412,
  tooLarge: 413,
  mismatch: 422,
  busy: 409,
};

const TITLE: Record<RefusalKind, string> = {
  invalid: 'The request is not valid',
  unauthenticated: 'Please sign in',
  forbidden: 'Not allowed',
  missing: 'Not found',
  conflict: 'Not possible now',
  outdated: 'Changed meanwhile',
  tooLarge: 'Too large',
  mismatch: 'Not the same request',
  busy: 'Busy',
};

/** A refusal as RFC 9457 problem details, in the language asked for. */
export function problem(refusal: Refusal, requestId: string, language: Language): Reply {
  const status = STATUS[refusal.kind];
  return {
    status,
    headers: { 'content-type': 'application/problem+json', 'content-language': language, ...refusal.headers },
    body: {
      type: 'about:blank',
      title: TITLE[refusal.kind],
      status,
      code: refusal.code,
      detail: sentence(refusal, language),
      ...(refusal.errors.length > 0 && { errors: refusal.errors }),
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
      title: 'Our fault',
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
