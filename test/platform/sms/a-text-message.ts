import type { TextMessage } from '#platform/sms/sms.ts';
import { readTemplates } from '#platform/sms/templates.ts';

/** A text message to Li Na that her complaint arrived. */
export const aTextMessage = (parts: Partial<TextMessage> = {}): TextMessage => ({
  to: '+8613800000001',
  template: { name: 'received', values: { number: 'MN8FQ2', date: '3月2日' } },
  text: '我们已收到您的问题（工单 MN8FQ2）。',
  class: 'service',
  key: 'evt_1#cus_li#sms',
  ...parts,
});

/** Two templates of the service and one of advertisement, registered at both providers but for one. */
export const someTemplates = () =>
  readTemplates(
    JSON.stringify({
      received: {
        class: 'service',
        aliyun: { id: 'SMS_100', parameters: ['number', 'date'] },
        tencent: { id: '1100', parameters: ['date', 'number'] },
      },
      replied: { class: 'service', aliyun: { id: 'SMS_101', parameters: [] } },
      sale: { class: 'commercial', tencent: { id: '1102', parameters: ['number'] } },
    }),
  );
