import { describe, expect, it } from 'vitest';
import { unflowed } from '#intake/mail/unflowed.ts';

describe('text that was wrapped as format=flowed', () => {
  it.each([
    ['a \nb\nc', undefined, 'a b\nc'],
    ['您 \n好', 'yes', '您好'],
    ['您 \n好', 'no', '您 好'],
    ['> a \n> b\nc', undefined, '> a b\nc'],
    ['> a \nb', undefined, '> a \nb'],
    ['>> a \n> b', undefined, '>> a \n> b'],
    ['a \n-- \nMr Wang', undefined, 'a \n-- \nMr Wang'],
    [' >a \nb', undefined, '>a b'],
    [' From a \n b', undefined, 'From a b'],
    ['a ', undefined, 'a '],
    ['', undefined, ''],
  ])('%j is read as it was written', (text, delsp, read) => {
    expect(unflowed(text, delsp)).toBe(read);
  });
});
