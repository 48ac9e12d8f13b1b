import { describe, expect, it } from 'vitest';
import { checkedLetter } from '#platform/mail/checked-letter.ts';
import { SendFailed } from '#platform/send-failed.ts';
import { aLetter, HOUSE } from './a-letter.ts';

describe('reading a letter once more before it goes out', () => {
  it.each([{ to: 'li@example.com, eve@evil.example' }, { replyTo: 'li@example.com\r\nBcc: eve@evil.example' }])(
    'refuses %j without repeating it',
    (parts) => {
      const reading = () => checkedLetter(aLetter(parts), HOUSE);

      expect(reading).toThrow(SendFailed);
      expect(reading).not.toThrow(/example/);
    },
  );

  it('refuses a house whose own address is none', () => {
    expect(() => checkedLetter(aLetter(), 'Kefu <service@kefu.example>')).toThrow(
      expect.objectContaining({ outcome: 'refused', code: 'sender-address' }),
    );
  });

  it('takes line ends, control characters and turned reading out of the subject and the name', () => {
    const { subject, fromName } = checkedLetter(
      aLetter({ subject: ' a\r\nBcc: x\0\u2028b\u202ec\u2066d\t ', fromName: 'Mira\u2029\u061c\r\nTo: eve' }),
      HOUSE,
    );

    expect(subject).toBe('a Bcc: x b c d');
    expect(fromName).toBe('Mira To: eve');
  });

  it('cuts a subject at 200 characters and never inside one', () => {
    expect(checkedLetter(aLetter({ subject: '😀'.repeat(300) }), HOUSE).subject).toBe('😀'.repeat(200));
  });

  it('gives the same notice the same message id, and another notice another', () => {
    const idOf = (key: string) => checkedLetter(aLetter({ key }), HOUSE).messageId;

    expect(idOf('evt_1#cus_li#mail')).toBe(idOf('evt_1#cus_li#mail'));
    expect(idOf('evt_1#cus_li#mail')).toMatch(/^<[0-9a-f]{32}@kefu\.example>$/);
    expect(idOf('evt_2#cus_li#mail')).not.toBe(idOf('evt_1#cus_li#mail'));
  });

  it('answers the last mail of a thread, and leaves out what is no message id', () => {
    const letter = aLetter({
      messageId: '<t1.abc@kefu.example>',
      inReplyTo: '<2@qq.com>',
      references: ['<1@qq.com>', 'rubbish', '<a b@c>', '<2@qq.com>', '<x@y>\r\nBcc: <eve@evil.example>'],
    });

    expect(checkedLetter(letter, HOUSE)).toMatchObject({
      messageId: '<t1.abc@kefu.example>',
      inReplyTo: '<2@qq.com>',
      thread: ['<1@qq.com>', '<2@qq.com>'],
    });
  });

  it('keeps the first and the newest of a thread that is too long for a header', () => {
    const references = Array.from({ length: 90 }, (_, index) => `<${index}@mail.example.com>`);
    const { thread } = checkedLetter(aLetter({ references, inReplyTo: '<last@qq.com>' }), HOUSE);

    expect(thread.at(0)).toBe('<0@mail.example.com>');
    expect(thread.slice(-2)).toEqual(['<89@mail.example.com>', '<last@qq.com>']);
    expect(thread.join(' ').length).toBeLessThanOrEqual(800);
  });

  it('says of an automatic letter that no person wrote it, and nothing of the kind of another', () => {
    const marks = (parts: object) => Object.fromEntries(checkedLetter(aLetter(parts), HOUSE).marks);

    expect(marks({ automatic: true })).toEqual({
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'X-Loop': 'service@kefu.example',
    });
    expect(marks({ automatic: true, inReplyTo: '<1@qq.com>' })).toMatchObject({ 'Auto-Submitted': 'auto-replied' });
    expect(marks({ automatic: false })).toEqual({});
  });
});
