import { describe, expect, it } from 'vitest';
import { ClockKind } from '#clocks/clock.ts';
import { CustomerTemplate, StaffTemplate, Template } from '#notices/template.ts';
import { word } from '#notices/words.ts';
import { at } from '#platform/time/instant.ts';
import { numberOf } from '#tickets/number.ts';
import { aTicket } from './some.ts';

const { id: ticketId, openedAt, class: issueClass, subject, requester } = aTicket();
const clock = { kind: 'firstResponse', dueAt: at('2026-03-02T16:30:00Z') } as const;
const about = { ticketId, openedAt, class: issueClass, clock, level: 2, why: 'noAddress' } as const;

const languages = ['zh-CN', 'en'] as const;
const every = Template.options.flatMap((template) => languages.map((language) => ({ template, language })));

const longestShort = { 'zh-CN': 70, en: 160 };

describe('the words of a notice', () => {
  it.each(every)('leave nothing open in $template, $language', (which) => {
    const { subject: title, text, short } = word({ ...about, ...which });

    for (const words of [title, text, short]) {
      expect(words.trim()).not.toBe('');
      expect(words).not.toMatch(/[{}]|undefined|null|NaN/);
    }
  });

  it.each(every)('fit into one text message in $template, $language', ({ template, language }) => {
    for (const kind of ClockKind.options) {
      const { short } = word({ ...about, clock: { ...clock, kind }, template, language });

      expect(short.length, short).toBeLessThanOrEqual(longestShort[language]);
    }
  });

  it.each(every)('name the ticket by its number in $template, $language', (which) => {
    expect(word({ ...about, ...which }).text).toContain(numberOf(ticketId));
  });

  it.each(every)('have a subject of one line in $template, $language', (which) => {
    expect(word({ ...about, ...which }).subject).not.toMatch(/[\r\n\u2028\u2029]/);
  });

  it.each(every)('hold nothing that a person typed in $template, $language', (which) => {
    const words = JSON.stringify(word({ ...aTicket(), ...about, ...which }));

    for (const typed of [subject, requester.name, requester.email, requester.phone, requester.customerId]) {
      expect(words).not.toContain(typed);
    }
  });

  it('are Chinese or English throughout', () => {
    for (const template of Template.options) {
      expect(JSON.stringify(word({ ...about, template, language: 'zh-CN' }))).toMatch(/\p{Script=Han}/u);
      expect(JSON.stringify(word({ ...about, template, language: 'en' }))).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('tell the time as in Shanghai', () => {
    const { short } = word({ ...about, template: 'clockBreached', language: 'zh-CN' });

    expect(short).toBe('工单 MN8FQ2（B类）的首次响应已于3月3日 00:30超时，请立即处理并确认已知悉。');
  });

  it('tell in English whose time it is', () => {
    expect(word({ ...about, template: 'clockWarned', language: 'en' }).short).toBe(
      'The first response of ticket MN8FQ2 (class B) is due on 3 March at 00:30 (China time). Please see to it in time.',
    );
  });

  it.each([
    ['zh-CN', /目前没有人担任「客服总监」/],
    ['en', /nobody holds the role “customer service director”/],
  ] as const)('say to whoever stands in for a role why it came to them, in %s', (language, why) => {
    const at = { ...about, template: 'solutionRejected', language } as const;

    expect(word({ ...at, fallbackFor: 'director' }).text).toMatch(why);
    expect(word(at).text).not.toMatch(why);
  });

  it('tell the way up with a solution', () => {
    const { text, short } = word({ ...about, template: 'solutionOffered', language: 'zh-CN' });

    expect(text).toContain('若您对方案不满意，可联系客服总监处理');
    expect(short).toContain('若您对方案不满意，可联系客服总监处理');
  });

  it('are refused when what they are about is missing', () => {
    const { clock: _, ...without } = about;

    expect(() => word({ ...without, template: 'clockWarned', language: 'en' })).toThrow('A notice needs its clock');
  });

  it('are for a customer or for the house, never both', () => {
    expect(CustomerTemplate.options.filter((name) => (StaffTemplate.options as string[]).includes(name))).toEqual([]);
  });
});
