import { readFileSync } from 'node:fs';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smtpMail } from '#platform/mail/smtp-mail.ts';
import { at } from '#platform/time/instant.ts';
import { aLetter, HOUSE } from './a-letter.ts';
import { anSmtpServer } from './an-smtp-server.ts';

const NAUGHTY: string[] = JSON.parse(readFileSync('test/samples/strings/blns.json', 'utf8'));
const clock = () => at('2026-03-02T12:10:00Z');
const by = (url: string) => smtpMail({ url, from: HOUSE, clock });

let server: Awaited<ReturnType<typeof anSmtpServer>>;
beforeAll(async () => {
  server = await anSmtpServer();
});
afterAll(() => server.close());

async function sent(parts: Parameters<typeof aLetter>[0]) {
  const letter = aLetter(parts);
  const providerId = await by(`smtp://127.0.0.1:${server.port}`).send(letter);
  const { raw, ...envelope } = server.delivered.findLast((found) => found.raw.includes(providerId)) ?? { raw: '' };
  const mail = await PostalMime.parse(raw);
  return { ...envelope, raw, providerId, mail, headers: mail.headers.map(({ key }) => key) };
}

describe('a letter by SMTP', () => {
  it('reaches one person as a mail program shows it', async () => {
    const { mail, to, from, providerId } = await sent({
      fromName: '米拉，客服部',
      replyTo: 'reply+t0k3n@in.kefu.example',
    });

    expect({ to, from }).toEqual({ to: ['li@example.com'], from: HOUSE });
    expect(mail.from).toMatchObject({ name: '米拉，客服部', address: HOUSE });
    expect(mail.to).toMatchObject([{ address: 'li@example.com' }]);
    expect(mail.replyTo).toMatchObject([{ address: 'reply+t0k3n@in.kefu.example' }]);
    expect(mail.subject).toBe('您的工单 MN8FQ2 有新回复');
    expect(mail.text?.replaceAll('\r\n', '\n')).toBe('您好，\n包裹已经找到。\n');
    expect(mail.date).toBe('2026-03-02T12:10:00.000Z');
    expect(mail.messageId).toBe(`<${providerId}>`);
  });

  it('continues the conversation in the mail program', async () => {
    const { mail } = await sent({ messageId: '<3@kefu.example>', inReplyTo: '<2@qq.com>', references: ['<1@qq.com>'] });

    expect(mail.messageId).toBe('<3@kefu.example>');
    expect(mail.inReplyTo).toBe('<2@qq.com>');
    expect(mail.references?.split(/\s+/)).toEqual(['<1@qq.com>', '<2@qq.com>']);
  });

  it('says that it is automatic, and has no such mark when a person wrote it', async () => {
    expect((await sent({ automatic: true })).headers).toEqual(
      expect.arrayContaining(['auto-submitted', 'x-auto-response-suppress', 'x-loop']),
    );
    expect((await sent({})).headers).not.toContain('auto-submitted');
  });

  it(`keeps its one recipient and its headers whatever the ${NAUGHTY.length} naughty strings are put in`, async () => {
    const plain = (await sent({ fromName: 'Mira' })).headers;
    const before = server.delivered.length;

    // The server waits 100 ms before it greets, so many are sent at a time.
    const all = await Promise.all(
      NAUGHTY.map((text, index) => sent({ subject: text, fromName: text, text, key: `${index}` })),
    );

    expect(server.delivered).toHaveLength(before + NAUGHTY.length);
    expect(new Set(all.map(({ providerId }) => providerId)).size).toBe(NAUGHTY.length);
    for (const { headers, to, mail } of all) {
      expect(headers).toEqual(plain);
      expect(to).toEqual(['li@example.com']);
      expect(mail.to).toMatchObject([{ address: 'li@example.com' }]);
      expect(mail.from).toMatchObject({ address: HOUSE });
    }
  });

  it('is not sent to, or answered at, any of the naughty strings that is no address', async () => {
    const before = server.delivered.length;
    for (const text of NAUGHTY) {
      await expect(sent({ to: text })).rejects.toMatchObject({ outcome: 'refused', code: 'address' });
      await expect(sent({ replyTo: text })).rejects.toMatchObject({ outcome: 'refused', code: 'reply-address' });
    }

    expect(server.delivered).toHaveLength(before);
  });

  it('keeps a line that is a full stop, and every other line, as it was', async () => {
    const text = 'a\n.\n..\nBcc: eve@evil.example\n\n--\n好';

    expect((await sent({ text })).mail.text?.replaceAll('\r\n', '\n').trimEnd()).toBe(text);
  });
});

describe('the SMTP server', () => {
  it('is signed in to with the name and password of its URL', async () => {
    await by(`smtp://kefu%40example.com:let%20me%2Fin@localhost:${server.port}`).send(aLetter());

    expect(server.delivered.at(-1)).toMatchObject({ user: 'kefu@example.com' });
  });

  it('that knows the password to be wrong lets it be tried later, without naming anybody', async () => {
    const sending = by(`smtp://kefu:wrong@127.0.0.1:${server.port}`).send(aLetter());

    await expect(sending).rejects.toMatchObject({ outcome: 'later', code: expect.stringMatching(/^EAUTH/) });
    await expect(sending).rejects.not.toThrow(/kefu|wrong|example/);
  });

  it('that is elsewhere is not spoken to without TLS', async () => {
    const before = server.delivered.length;
    // Not named as this machine, though it is.
    const sending = by(`smtp://0.0.0.0:${server.port}`).send(aLetter());

    await expect(sending).rejects.toMatchObject({ outcome: 'later' });
    expect(server.delivered).toHaveLength(before);
  });

  it.each([
    [550, 'refused'],
    [451, 'later'],
  ])('that answers %i to the recipient means %s', async (responseCode, outcome) => {
    const strict = await anSmtpServer({
      onRcptTo: (_address, _session, done) =>
        done(Object.assign(new Error('no li@example.com here'), { responseCode })),
    });
    const sending = by(`smtp://127.0.0.1:${strict.port}`).send(aLetter());

    await expect(sending).rejects.toMatchObject({ outcome, code: `EENVELOPE.${responseCode}` });
    await expect(sending).rejects.not.toThrow(/example/);
    await strict.close();
  });

  it('that hangs up after it was given the letter leaves its fate unknown', async () => {
    const broken = await anSmtpServer({
      onData: (stream) => {
        stream.resume();
        stream.on('end', () => broken.hangUp());
      },
    });
    const sending = by(`smtp://127.0.0.1:${broken.port}`).send(aLetter());

    await expect(sending).rejects.toMatchObject({ outcome: 'unknown' });
    await broken.close();
  });

  it('that cannot be reached was given nothing', async () => {
    const gone = await anSmtpServer();
    await gone.close();

    await expect(by(`smtp://127.0.0.1:${gone.port}`).send(aLetter())).rejects.toMatchObject({ outcome: 'later' });
  });

  it.each(['http://127.0.0.1:25', 'mail.example.com', 'smtp://'])('cannot be %s', (url) => {
    expect(() => by(url)).toThrow('no smtp(s) URL');
  });
});
