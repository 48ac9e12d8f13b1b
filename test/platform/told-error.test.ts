import { expect, it } from 'vitest';
import { toldError } from '#platform/told-error.ts';

const words = 'Wang Xiaoming, +8613812345678';

it('tells the name, the code and the places of an error, and none of its words', () => {
  const told = toldError(Object.assign(new TypeError(`${words}\n    at ${words}`), { code: 'ERR_INVALID_URL' }));

  expect(told).toMatchObject({ error: 'TypeError', code: 'ERR_INVALID_URL' });
  expect(told.frames).toContain('told-error.test.ts');
  expect(JSON.stringify(told)).not.toContain('Wang');
});

it('tells nothing of a stack that the message is not found in, nor of a name or a code that are words', () => {
  const stack = `Error: ${words}\n    at ${words}`;
  const error = Object.assign(new Error('another'), { name: words, code: words, stack });

  expect(toldError(error)).toEqual({ error: 'unreadable' });
});

it('tells the first of several errors, and nothing of what is no error', () => {
  expect(toldError(new AggregateError([new RangeError('a'), new Error('b')], words))).toMatchObject({
    error: 'RangeError',
  });
  expect(toldError(words)).toEqual({ error: 'unknown' });
});
