import { describe, expect, it } from 'vitest';
import { readTemplates, unregistered } from '#platform/sms/templates.ts';
import { someTemplates } from './a-text-message.ts';

describe('the templates of a deployment', () => {
  it('name every one that a provider does not know, once and in order', () => {
    const used = ['surveyInvitation', 'received', 'replied', 'sale', 'received', 'constructor'];

    expect(unregistered(someTemplates(), 'aliyun', used)).toEqual(['constructor', 'sale', 'surveyInvitation']);
    expect(unregistered(someTemplates(), 'tencent', used)).toEqual(['constructor', 'replied', 'surveyInvitation']);
    expect(unregistered(someTemplates(), 'aliyun', ['received', 'replied'])).toEqual([]);
  });

  it.each([
    ['not json', 'all of it'],
    ['[]', 'all of it'],
    ['{"received":{}}', 'received.class'],
    ['{"received":{"class":"spam"}}', 'received.class'],
    ['{"received":{"class":"service","aliyun":{"id":"","parameters":[]}}}', 'received.aliyun.id'],
    ['{"received":{"class":"service","tencent":{"id":"1"}}}', 'received.tencent.parameters'],
    ['{"received":{"class":"service","aliyun":{"id":"1","parameters":["a b"]}}}', 'received.aliyun.parameters.0'],
    ['{"received":{"class":"service","pigeon":{}}}', 'received'],
    ['{"a b":{"class":"service"}}', 'a b'],
  ])('that read %s are wrong at %s', (json, place) => {
    expect(() => readTemplates(json)).toThrow(`cannot be read: ${place}`);
  });
});
