import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { check } from '#platform/http/read.ts';
import { line, prose } from '#platform/http/text.ts';
import { When } from '#platform/http/when.ts';
import { routeTables } from '../../../infra/routes.ts';

const Kind = z.enum(['enquiry', 'complaint']);
const Ways = z.discriminatedUnion('by', [z.object({ by: z.literal('mail') }), z.object({ by: z.literal('sms') })]);

const FAULTS: readonly [string, z.ZodType, unknown, string, string][] = [
  ['a missing text', z.object({ a: z.string() }), {}, 'is needed', '请填写此项'],
  ['a missing choice', z.object({ a: Kind }), {}, 'is needed', '请填写此项'],
  ['a missing list', z.object({ a: z.array(z.string()) }), {}, 'is needed', '请填写此项'],
  ['a number for a text', z.string(), 1, 'must be text', '须为文字'],
  ['null for a text', z.string(), null, 'must be text', '须为文字'],
  ['a text for a number', z.number(), 'x', 'must be a number', '须为数字'],
  ['a broken number', z.int(), 1.5, 'must be a whole number', '须为整数'],
  ['a text for a yes', z.boolean(), 'yes', 'must be true or false', '须为 true 或 false'],
  ['an object for a list', z.array(z.string()), {}, 'must be a list', '须为列表'],
  ['a list for an object', z.strictObject({}), [], 'must be an object with fields', '须为包含字段的对象'],
  ['a list for a record', z.record(z.string(), z.string()), [], 'must be an object with fields', '须为包含字段的对象'],
  ['a body where none belongs', z.undefined(), {}, 'must not be there', '此处不需要内容'],
  ['a long text', prose(10_000), 'x'.repeat(10_001), 'is longer than 10,000 characters', '最多 10000 个字符'],
  ['an empty text', line(60), '  ', 'must not be empty', '不能为空'],
  ['a short text', z.string().min(5), 'x', 'must have at least 5 characters', '至少 5 个字符'],
  ['a long list', z.array(z.int()).max(2), [1, 2, 3], 'holds more than 2 entries', '最多 2 项'],
  ['an empty list', z.array(z.int()).min(1), [], 'must not be empty', '不能为空'],
  ['a short list', z.array(z.int()).min(2), [1], 'must hold at least 2 entries', '至少 2 项'],
  ['a large number', z.int().max(5), 6, 'must be at most 5', '不能大于 5'],
  ['a small number', z.int().min(1), 0, 'must be at least 1', '不能小于 1'],
  ['a number at the edge', z.number().lt(1), 1, 'must be less than 1', '须小于 1'],
  ['a number at the other edge', z.number().gt(0), 0, 'must be more than 0', '须大于 0'],
  ['an unknown choice', Kind, 'x', 'must be one of enquiry, complaint', '须为以下之一：enquiry、complaint'],
  ['the other of one', z.literal('true'), 'false', 'must be true', '须为 true'],
  ['a choice of forms', Ways, { by: 'x' }, 'must be one of mail, sms', '须为以下之一：mail、sms'],
  ['a choice of types', z.union([z.string(), z.int()]), {}, 'is nothing that may stand here', '此项内容不符合要求'],
  ['no address', z.email(), 'x', 'is not a mail address', '不是有效的邮箱地址'],
  ['no web address', z.url(), 'x', 'is not a web address', '不是有效的网址'],
  [
    'no moment',
    When,
    '2026-13-02',
    'is not a moment such as 2026-03-02T10:00:00+08:00',
    '不是有效的时间，例如 2026-03-02T10:00:00+08:00',
  ],
  ['no date', z.iso.date(), 'x', 'is not a date such as 2026-03-02', '不是有效的日期，例如 2026-03-02'],
  ['another form', z.string().regex(/^a$/), 'b', 'does not have the right form', '格式不正确'],
  ['an unknown field', z.strictObject({}), { size: 1 }, 'is not a field of this request', '此请求没有这个字段'],
  ['words of its own', z.string().regex(/^a$/, 'is not a number'), 'b', 'is not a number', 'is not a number'],
];

describe('what is wrong with a field', () => {
  it.each(FAULTS)('%s is said in plain words', (_, schema, value, english, chinese) => {
    const told = (['en', 'zh-CN'] as const).map((language) => check(schema, value, 'body', language).faults);

    expect(told.map((faults) => faults?.map(({ message }) => message))).toEqual([[english], [chinese]]);
  });

  it('of any route has no word of a schema', async () => {
    const parts = Object.values(await routeTables())
      .flat()
      .flatMap(({ input }) => Object.values(input) as z.ZodType[]);
    const values = [
      undefined,
      null,
      'x',
      -1,
      [],
      [{}],
      {},
      Object.fromEntries(['kind', 'items', 'text'].map((name) => [name, 0])),
    ];
    const said = parts.flatMap((schema) =>
      values.flatMap((value) => (check(schema, value, 'body', 'zh-CN').faults ?? []).map(({ message }) => message)),
    );

    expect(said.length).toBeGreaterThan(500);
    expect(said.filter((words) => /expected|invalid|received|undefined|string|期望|无效/i.test(words))).toEqual([]);
  });
});
