import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandsOf, type Desk, sitDown } from './pasted.ts';

describe.skipIf(process.platform === 'win32')("the README's story, pasted", () => {
  let desk: Desk;
  let said: string;
  let afterwards: string;

  beforeAll(async () => {
    desk = await sitDown();
    const story = commandsOf('README.md', "## One customer's story", '## The map');
    const all = await desk.paste([...story, 'echo ---', ...commandsOf('docs/privacy.md')]);
    [said = '', afterwards = ''] = all.split('\n---\n');
  });
  afterAll(() => desk?.leave());

  it('is never refused', () => {
    expect(said).toContain('"people":2');
    expect(said).not.toMatch(/"code":|"message":"Unauthorized"|curl:|not found|Error/);
  });

  it('tells Lena before the promise breaks, and her leader when it does', () => {
    const told = desk.house.runtime.outbox().map(({ to, subject = '' }) => `${to} ${subject}`);

    expect(told.some((line) => line.startsWith('lena@shop.example 首次响应即将超时'))).toBe(true);
    expect(told.some((line) => line.startsWith('tang@shop.example 首次响应已超时'))).toBe(true);
  });

  it('ends with a satisfied customer on record', () => {
    expect(said).toContain('"type":"FollowUpRecorded"');
    expect(said).toContain('"phase":"followedUp"');
  });

  it('goes on by mail and by SMS with the same customer, on one timeline', () => {
    const timeline = said.slice(said.lastIndexOf('{"entries"'));

    for (const words of ['请不要再用快递柜', '谢谢！', '138****8000', '"type":"FollowUpRecorded"']) {
      expect(timeline).toContain(words);
    }
  });

  it('sends the answer to a mail in the thread it belongs to', () => {
    const [answer] = desk.house.runtime.outbox().filter(({ text }) => text.startsWith('非常抱歉，今天再给您寄一个'));

    expect(answer).toMatchObject({ to: 'wang@example.com', subject: expect.stringMatching(/^Re: 新杯子又碎了 \[#/) });
  });

  it('goes on in docs/privacy.md: a look, its chain, a copy, a hold and the end of all of it', () => {
    expect(afterwards).not.toMatch(/"code":|"message":"Unauthorized"|curl:|not found|Error/);
    for (const answer of ['"value":"+8613800138000"', '"intact":true', '"legalHold":true', '"signature":']) {
      expect(afterwards).toContain(answer);
    }
    expect(afterwards.slice(afterwards.indexOf('"signature"'))).toContain('"erased":true');
    expect(afterwards.slice(afterwards.indexOf('"signature"'))).not.toMatch(/138|快递柜|谢谢/);
  });
});
