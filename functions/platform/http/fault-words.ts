import type * as z from 'zod';
import type { Language } from './words.ts';

type Raw = z.core.$ZodRawIssue;
type Bound = { readonly origin: string; readonly limit: number | bigint; readonly inclusive: boolean };
type Words = {
  readonly missing: string;
  readonly other: string;
  readonly format: string;
  readonly types: Readonly<Record<string, string>>;
  readonly formats: Readonly<Record<string, string>>;
  readonly oneOf: (values: readonly string[]) => string;
  readonly tooBig: (bound: Bound) => string;
  readonly tooSmall: (bound: Bound) => string;
};

const ENGLISH: Words = {
  missing: 'is needed',
  other: 'is nothing that may stand here',
  format: 'does not have the right form',
  types: {
    ...{ string: 'must be text', number: 'must be a number', int: 'must be a whole number' },
    ...{ boolean: 'must be true or false', array: 'must be a list', tuple: 'must be a list' },
    ...{ object: 'must be an object with fields', record: 'must be an object with fields' },
    ...{ undefined: 'must not be there', never: 'must not be there', date: 'is not a date' },
  },
  formats: {
    email: 'is not a mail address',
    url: 'is not a web address',
    datetime: 'is not a moment such as 2026-03-02T10:00:00+08:00',
    date: 'is not a date such as 2026-03-02',
    time: 'is not a time such as 09:30',
  },
  oneOf: ([only, ...others]) =>
    others.length === 0 ? `must be ${only}` : `must be one of ${[only, ...others].join(', ')}`,
  tooBig: ({ origin, limit, inclusive }) => {
    if (origin === 'string') return `is longer than ${inEnglish(limit)} characters`;
    if (origin === 'array') return `holds more than ${inEnglish(limit)} entries`;
    return `must be ${inclusive ? 'at most' : 'less than'} ${inEnglish(limit)}`;
  },
  tooSmall: ({ origin, limit, inclusive }) => {
    if (limit === 1 && (origin === 'string' || origin === 'array')) return 'must not be empty';
    if (origin === 'string') return `must have at least ${inEnglish(limit)} characters`;
    if (origin === 'array') return `must hold at least ${inEnglish(limit)} entries`;
    return `must be ${inclusive ? 'at least' : 'more than'} ${inEnglish(limit)}`;
  },
};

const CHINESE: Words = {
  missing: '请填写此项',
  other: '此项内容不符合要求',
  format: '格式不正确',
  types: {
    ...{ string: '须为文字', number: '须为数字', int: '须为整数', boolean: '须为 true 或 false' },
    ...{ array: '须为列表', tuple: '须为列表', object: '须为包含字段的对象', record: '须为包含字段的对象' },
    ...{ undefined: '此处不需要内容', never: '此处不需要内容', date: '不是有效的日期' },
  },
  formats: {
    email: '不是有效的邮箱地址',
    url: '不是有效的网址',
    datetime: '不是有效的时间，例如 2026-03-02T10:00:00+08:00',
    date: '不是有效的日期，例如 2026-03-02',
    time: '不是有效的时刻，例如 09:30',
  },
  oneOf: ([only, ...others]) =>
    others.length === 0 ? `须为 ${only}` : `须为以下之一：${[only, ...others].join('、')}`,
  tooBig: ({ origin, limit, inclusive }) => {
    if (origin === 'string') return `最多 ${limit} 个字符`;
    if (origin === 'array') return `最多 ${limit} 项`;
    return inclusive ? `不能大于 ${limit}` : `须小于 ${limit}`;
  },
  tooSmall: ({ origin, limit, inclusive }) => {
    if (limit === 1 && (origin === 'string' || origin === 'array')) return '不能为空';
    if (origin === 'string') return `至少 ${limit} 个字符`;
    if (origin === 'array') return `至少 ${limit} 项`;
    return inclusive ? `不能小于 ${limit}` : `须大于 ${limit}`;
  },
};

const inEnglish = (limit: number | bigint): string => limit.toLocaleString('en');

/** What is wrong with a value, said to a person who knows no schema, where the schema has no words of its own. */
export const faultWords =
  (language: Language) =>
  (issue: Raw): string => {
    const words = language === 'en' ? ENGLISH : CHINESE;
    const { code, input } = issue;
    if (input === undefined && (code === 'invalid_type' || code === 'invalid_value')) return words.missing;
    if (code === 'invalid_type') return words.types[issue.expected] ?? words.other;
    if (code === 'invalid_value') return words.oneOf(issue.values.map(String));
    if (code === 'invalid_format') return words.formats[issue.format] ?? words.format;
    if (code === 'invalid_union')
      return Array.isArray(issue.options) ? words.oneOf(issue.options.map(String)) : words.other;
    const { inclusive = true } = issue as { readonly inclusive?: boolean };
    if (code === 'too_big') return words.tooBig({ origin: issue.origin, limit: issue.maximum, inclusive });
    if (code === 'too_small') return words.tooSmall({ origin: issue.origin, limit: issue.minimum, inclusive });
    return words.other;
  };
