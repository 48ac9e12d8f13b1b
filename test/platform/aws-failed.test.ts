import { describe, expect, it } from 'vitest';
import { awsFailed } from '#platform/aws-failed.ts';

const anError = (name: string, httpStatusCode?: number, parts: object = {}) =>
  Object.assign(new Error('li@example.com is not verified'), { name, $metadata: { httpStatusCode }, ...parts });

describe('a message that AWS did not confirm', () => {
  it.each([
    ['TooManyRequestsException', 429, 'later'],
    ['ThrottlingException', 400, 'later'],
    ['ServiceQuotaExceededException', 402, 'later'],
    ['SendingPausedException', 400, 'later'],
    ['MessageRejected', 400, 'refused'],
    ['AccessDeniedException', 403, 'later'],
    ['InternalServerException', 500, 'unknown'],
    ['TimeoutError', undefined, 'unknown'],
  ])('for %s (%s) is %s', (name, status, outcome) => {
    const failed = awsFailed(anError(name, status));

    expect(failed).toMatchObject({ outcome, code: name, name });
    expect(`${failed} ${failed.stack}`).not.toContain('example.com');
  });

  it('was given to nobody when nobody could be reached', () => {
    expect(awsFailed(anError('Error', undefined, { code: 'ECONNREFUSED' }))).toMatchObject({ outcome: 'later' });
  });

  it.each([undefined, null, 'li@example.com', new Error('x')])('is unknown for %s', (error) => {
    expect(awsFailed(error)).toMatchObject({ outcome: 'unknown' });
  });

  it('keeps no code that may hold words of a person', () => {
    expect(awsFailed(anError('li@example.com was refused', 400)).code).toBe('unreadable');
  });
});
