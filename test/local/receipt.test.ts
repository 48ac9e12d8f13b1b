import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Bucket, type CfnBucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnReceiptRule, ReceiptRuleSet } from 'aws-cdk-lib/aws-ses';
import { S3 } from 'aws-cdk-lib/aws-ses-actions';
import type { Stack } from 'aws-cdk-lib/core';
import { createTransport, type SentMessageInfo } from 'nodemailer';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Runtime, startRuntime } from '../../infra/local/runtime.ts';
import { aCaller, callThrough } from './a-caller.ts';
import { aProcess } from './a-process.ts';
import { aFolder, aFunction, anAssembly } from './an-assembly.ts';

function aMailHouse(stack: Stack) {
  const bucket = new Bucket(stack, 'Mails', { bucketName: 'mails' });
  (bucket.node.defaultChild as CfnBucket).addPropertyOverride(
    'NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled',
    true,
  );
  const rules = new ReceiptRuleSet(stack, 'Rules');
  const rule = (id: string, recipients: string[], prefix: string, more: object = {}) =>
    rules.addRule(id, {
      recipients,
      actions: [new S3({ bucket: bucket as IBucket, objectKeyPrefix: prefix })],
      ...more,
    });
  rule('Desk', ['shop.example', 'help@other.example'], 'incoming/', { scanEnabled: true });
  rule('Archive', ['.shop.example', 'copy@shop.example'], 'archive/');
  rule('Asleep', ['asleep.example'], 'asleep/', { enabled: false });
  const reader = aCaller(stack, 'Reader', 'client-s3', 'S3Client');
  bucket.grantReadWrite(reader);
  const counter = aFunction(
    stack,
    'Counter',
    `export const handler = ({ detail }) => console.log('heard', detail.requester);`,
  );
  new Rule(stack, 'Arrived', {
    eventPattern: { source: ['aws.s3'], detail: { object: { key: [{ prefix: 'incoming/' }] } } },
    targets: [new LambdaFunction(counter)],
  });
}

const assembly = anAssembly(aMailHouse);
let runtime: Runtime;
beforeAll(async () => {
  runtime = await startRuntime({ assembly });
  return runtime.stop;
});

const MAIL = [
  'From: 王芳 <wang@customer.example>',
  'To: help@shop.example',
  'Subject: Cup',
  '',
  'It is broken.',
  '',
].join('\r\n');

type Sending = { to?: string | string[]; from?: string; raw?: string | Buffer };

function send({
  to = 'help@shop.example',
  from = 'wang@customer.example',
  raw = MAIL,
}: Sending = {}): Promise<SentMessageInfo> {
  const transport = createTransport({ host: '127.0.0.1', port: runtime.smtp!.port, ignoreTLS: true, name: 'laptop' });
  return transport.sendMail({ envelope: { from, to }, raw });
}

const reader = (command: string, input: object) =>
  callThrough(runtime, 'Reader')(command, { Bucket: 'mails', ...input });
const keysUnder = async (Prefix: string): Promise<string[]> => {
  const { Contents = [] } = await reader('ListObjectsV2', { Prefix });
  return (Contents as { Key: string }[]).map(({ Key }) => Key);
};
const textOf = async (Key: string) =>
  Buffer.from(Object((await reader('GetObject', { Key }))['Body']).base64, 'base64').toString();
const idOf = ({ response }: SentMessageInfo) => String(response).split('Ok: ')[1];
const mailOf = async (sent: SentMessageInfo, prefix = 'incoming/') => textOf(`${prefix}${idOf(sent)}`);

describe('a mail that is accepted', () => {
  it('lies in the bucket before it is, under the lines that SES puts on top', async () => {
    const sent = await send();
    expect(sent.response).toMatch(/^250 .*Ok: [a-z0-9]{40}$/);
    const text = await mailOf(sent);
    expect(text.endsWith(MAIL)).toBe(true);
    const lines = text.slice(0, -MAIL.length).split('\r\n');
    expect(lines.map((line) => line.replace(/\d+ \w{3} \d+ [\d:]+/, '…').replace(/\w{3}, …/, '…'))).toEqual([
      'Return-Path: <wang@customer.example>',
      'Received: from laptop (localhost [127.0.0.1])',
      ` by inbound-smtp.eu-central-1.amazonaws.com with SMTP id ${idOf(sent)}`,
      ' for help@shop.example;',
      ' … +0000 (UTC)',
      'X-SES-Spam-Verdict: PASS',
      'X-SES-Virus-Verdict: PASS',
      'Received-SPF: pass (spfCheck: domain of customer.example designates 127.0.0.1 as permitted sender) client-ip=127.0.0.1; envelope-from=wang@customer.example; helo=laptop;',
      'Authentication-Results: amazonses.com;',
      ' spf=pass (spfCheck: domain of customer.example designates 127.0.0.1 as permitted sender) client-ip=127.0.0.1; envelope-from=wang@customer.example; helo=laptop;',
      ' dkim=pass header.i=@customer.example;',
      ' dmarc=pass header.from=customer.example;',
      '',
    ]);
  });

  it('is one object for every rule it matches, whoever it also goes to', async () => {
    const sent = await send({ to: ['help@shop.example', 'copy@shop.example', 'desk+vip@shop.example'] });
    expect(await mailOf(sent)).toContain(' for help@shop.example, copy@shop.example, desk+vip@shop.example;\r\n');
    const archived = await mailOf(sent, 'archive/');
    expect(archived).toContain(' for copy@shop.example;\r\n');
    expect(archived).toContain('X-SES-Spam-Verdict: DISABLED\r\n');
  });

  it('is told to the default bus as a mail that SES put', async () => {
    await runtime.settled();
    const before = runtime.logs().filter((line) => line.includes('heard ses.amazonaws.com')).length;
    await send();
    await runtime.settled();
    expect(runtime.logs().filter((line) => line.includes('heard ses.amazonaws.com'))).toHaveLength(before + 1);
  });

  it('keeps every byte it came with, whatever they are', async () => {
    const bytes = Buffer.from(
      Array.from({ length: 4096 }, (_, index) => (index * 7) % 256).filter((one) => one !== 13 && one !== 10),
    );
    const raw = Buffer.concat([Buffer.from('Subject: bytes\r\n\r\n.leading dot\r\n'), bytes, Buffer.from('\r\n')]);
    const key = `incoming/${idOf(await send({ raw }))}`;
    const found = Buffer.from(Object((await reader('GetObject', { Key: key }))['Body']).base64, 'base64');
    expect(found.subarray(-raw.length).equals(raw)).toBe(true);
  });

  it('may have no sender, as a bounce has none', async () => {
    expect(await mailOf(await send({ from: '' }))).toMatch(/^Return-Path: <>\r\n/);
  });
});

describe('a recipient', () => {
  it.each([
    ['help@shop.example', true],
    ['HELP+anything@SHOP.example', true],
    ['anybody@shop.example', true],
    ['help@other.example', true],
    ['help+ticket@other.example', true],
    ['sales@other.example', false],
    ['help@deep.shop.example', true],
    ['help@notshop.example', false],
    ['help@asleep.example', false],
    ['help@elsewhere.example', false],
  ])('%s is taken: %s', async (to, taken) => {
    const outcome = await send({ to }).then(
      () => 250,
      ({ responseCode }) => responseCode,
    );
    expect(outcome).toBe(taken ? 250 : 550);
  });

  it('of a domain is not of its subdomains, nor the other way', async () => {
    expect(await keysUnder(`incoming/${idOf(await send({ to: 'a@deep.shop.example' }))}`)).toEqual([]);
    expect(await keysUnder(`archive/${idOf(await send({ to: 'a@shop.example' }))}`)).toEqual([]);
  });

  it('is one of fifty at most', async () => {
    const to = Array.from({ length: 51 }, (_, index) => `a${index}@shop.example`);
    const { accepted, rejected } = await send({ to });
    expect([accepted?.length, rejected]).toEqual([50, ['a50@shop.example']]);
  });
});

describe('a sender who is not the one they say', () => {
  const top = async (line: string) => (await mailOf(await send({ raw: `${line}\r\n${MAIL}` }))).split('Subject')[0]!;

  it.each([
    ['X-Local-Verdict: fail', ['spf=fail', 'dkim=fail', 'dmarc=fail'], 'Spam-Verdict: PASS'],
    ['x-local-verdict:none', ['spf=none', 'dkim=none', 'dmarc=none'], 'Received-SPF: none'],
    ['X-Local-Verdict: spf=pass; dmarc=fail, spam=fail', ['spf=pass', 'dkim=pass', 'dmarc=fail'], 'Spam-Verdict: FAIL'],
  ])('is tried with %s', async (line, verdicts, words) => {
    const text = await top(line);
    for (const one of [...verdicts, words]) expect(text).toContain(one);
    expect(text.toLowerCase()).not.toContain('x-local-verdict');
  });

  it('cannot write lines of SES, but below those of SES', async () => {
    const text = await top(
      'Authentication-Results: amazonses.com; dmarc=pass header.from=staff.example\r\nX-Local-Verdict: pass',
    );
    expect(text.indexOf('dmarc=pass header.from=customer.example')).toBeLessThan(text.indexOf('staff.example'));
    expect(text).toContain('X-Local-Verdict: pass');
    const from = await mailOf(await send({ raw: 'From: "x" <a@b.example; dmarc=pass header.from=c.example>\r\n\r\n' }));
    expect(from.split('\r\n').filter((line) => line.startsWith(' dmarc'))).toEqual([
      expect.stringMatching(/^ dmarc=pass header\.from=[\w.]+;$/),
    ]);
  });
});

describe('a house that is killed', () => {
  it('has every mail it accepted, and hands it on when it runs again', async () => {
    const folder = aFolder();
    const { smtp, kill } = await aProcess(assembly, folder);
    const transport = createTransport({ host: '127.0.0.1', port: smtp!.port, ignoreTLS: true });
    const { response } = await transport.sendMail({
      envelope: { from: 'a@b.example', to: 'help@shop.example' },
      raw: MAIL,
    });
    await kill();

    const after = await startRuntime({ assembly, folder });
    onTestFinished(after.stop);
    await after.settled();
    const Key = `incoming/${String(response).split('Ok: ')[1]}`;
    const found = await callThrough(after, 'Reader')('GetObject', { Bucket: 'mails', Key });
    expect(Buffer.from(Object(found['Body']).base64, 'base64').toString()).toContain('It is broken.');
    expect(after.logs().filter((line) => line.includes('heard ses.amazonaws.com'))).toHaveLength(1);
  });
});

describe('nothing is stored', () => {
  const all = async () => (await keysUnder('')).length;

  it('of a mail that is too large', async () => {
    const before = await all();
    const raw = Buffer.alloc(40 * 1024 * 1024 + 1, 'a\r\n');
    await expect(send({ raw })).rejects.toMatchObject({ responseCode: 552 });
    expect(await all()).toBe(before);
  });

  it('of a mail whose sender goes away before its end', async () => {
    const before = await all();
    const socket = connect(runtime.smtp!.port, '127.0.0.1');
    const lines = ['EHLO a', 'MAIL FROM:<a@b.example>', 'RCPT TO:<help@shop.example>', 'DATA'];
    for (const line of lines) {
      await new Promise((tell) => socket.once('data', tell));
      socket.write(`${line}\r\n`);
    }
    await new Promise((tell) => socket.once('data', tell));
    await new Promise<void>((tell) => socket.write('Subject: half', () => tell()));
    socket.destroy();
    await send();
    await runtime.settled();
    expect(await all()).toBe(before + 1);
  });
});

describe('a template', () => {
  it('without a receipt rule opens no port', async () => {
    const quiet = await startRuntime({ assembly: anAssembly((stack) => void new Bucket(stack, 'Mails')) });
    onTestFinished(quiet.stop);
    expect(quiet.smtp).toBeUndefined();
  });

  it.each<[string, (stack: Stack) => unknown, RegExp]>([
    [
      'whose bucket does not let SES put',
      (stack) => {
        new Bucket(stack, 'Mails', { bucketName: 'mails' });
        const rule = { enabled: true, actions: [{ s3Action: { bucketName: 'mails' } }] };
        return new CfnReceiptRule(stack, 'Rule', { ruleSetName: 'a', rule });
      },
      /Rule: no AWS::S3::BucketPolicy lets ses.amazonaws.com put/,
    ],
    [
      'with an action that does not run here',
      (stack) => {
        const rule = { enabled: true, actions: [{ stopAction: { scope: 'RuleSet' } }] };
        return new CfnReceiptRule(stack, 'Rule', { ruleSetName: 'a', rule });
      },
      /Rule.Actions.StopAction cannot be honoured here/,
    ],
  ])('%s is refused', async (_, build, words) => {
    await expect(startRuntime({ assembly: anAssembly((stack) => void build(stack)) })).rejects.toThrow(words);
  });
});

describe('npm run send-mail', () => {
  const program = resolve(import.meta.dirname, '../../infra/local/send-mail.ts');
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, [program, ...args, '--port', String(runtime.smtp!.port)]);
  const file = join(aFolder(), 'mail.eml');
  writeFileSync(
    file,
    MAIL.replace('To: help', 'Cc: Copy <copy@shop.example>\r\nTo: "Help, please" <help').replace(
      'help@shop.example',
      'help@shop.example>',
    ),
  );

  it('sends a file to those it names', async () => {
    const { stdout } = await run(file);
    expect(stdout).toMatch(/^250 .*\nTo copy@shop\.example, help@shop\.example\n$/);
  });

  it('sends it to whom it is told, and says why not', async () => {
    expect((await run(file, '--to', 'help@other.example', '--from', 'li@customer.example')).stdout).toContain(
      'help@other',
    );
    await expect(run(file, '--to', 'nobody@elsewhere.example')).rejects.toMatchObject({
      stderr: expect.stringContaining('550'),
    });
  });
});
