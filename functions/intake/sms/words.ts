/** What a ticket is called that began with a text message: these have no subject. */
export const SUBJECTS = { 'zh-CN': '短信留言', en: 'Text message' } as const;
