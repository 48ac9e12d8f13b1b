import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandsOf, type Desk, sitDown } from './pasted.ts';

describe.skipIf(process.platform === 'win32')('the commands of docs/channels.md, pasted', () => {
  let desk: Desk;
  let said: string;

  beforeAll(async () => {
    desk = await sitDown({ SmsCallbackSecret: 'a-secret-of-22-characters' });
    const first = commandsOf('README.md', "## One customer's story", 'The house must know');
    const mail = ["MAIL=$(sed -n 's/.*127.0.0.1:\\([0-9]*\\) (SMTP.*/\\1/p' kefu.log)"];
    said = await desk.paste([...first, ...mail, ...commandsOf('docs/channels.md')]);
  });
  afterAll(() => desk?.leave());

  it('are never refused', () => {
    expect(said).not.toMatch(/"code":"|"message":"Unauthorized"|curl:|not found|Error/);
  });

  it('reach a ticket, a file, what was set aside, feedback and an import', () => {
    for (const answer of [
      '"channel":"sms"',
      '"url":"http',
      '"because":"verification"',
      '"state":"released"',
      '"linkedTo":"tkt_',
    ]) {
      expect(said).toContain(answer);
    }
    expect(said.match(/"outcome":"stored"/g)).toHaveLength(3);
  });
});
