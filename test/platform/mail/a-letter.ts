import type { Letter } from '#platform/mail/mail.ts';

export const HOUSE = 'service@kefu.example';

/** A letter to Li Na that an agent wrote. */
export const aLetter = (parts: Partial<Letter> = {}): Letter => ({
  to: 'li@example.com',
  subject: '您的工单 MN8FQ2 有新回复',
  text: '您好，\n包裹已经找到。\n',
  key: 'evt_1#cus_li#mail',
  automatic: false,
  ...parts,
});
