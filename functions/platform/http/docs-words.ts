import type { Language } from './words.ts';

/** What the frame of the API's page says around what the document holds. */
type Words = {
  readonly title: string;
  /** What the whole is; the document's own words where they are in this language already. */
  readonly about?: string;
  readonly same: string;
  readonly other: { readonly language: Language; readonly name: string };
  readonly contents: string;
  readonly body: string;
  readonly permission: string;
  readonly open: string;
  readonly stop: string;
  readonly places: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, string>>;
};

/** The words of the API's page; groups go by the tags of the document. */
export const DOCS_WORDS: Readonly<Record<Language, Words>> = {
  en: {
    title: 'API',
    same: 'The same as OpenAPI 3.1:',
    other: { language: 'zh-CN', name: '中文' },
    contents: 'Contents',
    body: 'Body',
    permission: 'Needs the permission',
    open: 'Needs no token, ',
    stop: '. ',
    places: { path: 'path', query: 'query' },
    groups: {
      clocks: 'Clocks and policy',
      complaints: 'Complaints',
      customers: 'Customers',
      'customers/export': 'Copies for customers',
      intake: 'Ways in',
      'intake/files': 'What came with a message',
      'intake/quarantine': 'What was set aside',
      notices: 'Notices',
      staff: 'Staff',
      tickets: 'Tickets',
    },
  },
  'zh-CN': {
    title: '接口文档',
    about:
      '客服系统：每一项承诺都有时钟、负责人和上报路径。拒绝应答的格式为 application/problem+json。网关在请求到达系统之前作出的拒绝除外：它只返回英文的 {"message": "…"}，其中 401 表示缺少令牌、令牌已过期或并非由本系统签发，404 表示没有这个接口，413 表示请求体超过 10 MB，429 表示同一时间请求过多。字段说明和结构中的文字为英文。',
    same: '同样内容的 OpenAPI 3.1 文档：',
    other: { language: 'en', name: 'English' },
    contents: '目录',
    body: '请求体',
    permission: '需要权限',
    open: '无需令牌：',
    stop: '。',
    places: { path: '路径', query: '查询参数' },
    groups: {
      clocks: '时钟与服务政策',
      complaints: '投诉',
      customers: '客户',
      'customers/export': '客户信息副本',
      intake: '进线渠道',
      'intake/files': '邮件原文与附件',
      'intake/quarantine': '待人工查看的来件',
      notices: '通知',
      staff: '人员',
      tickets: '工单',
    },
  },
};
