import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { CfnResource } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type Runtime, startRuntime } from '../../infra/local/runtime.ts';
import { aCaller, callThrough } from './a-caller.ts';
import { aFunction, anAssembly } from './an-assembly.ts';

const HEARER = `export const handler = (event) => console.log(JSON.stringify(event));`;

const assembly = anAssembly((stack) => {
  const hearer = aFunction(stack, 'Hearer', HEARER);
  new Topic(stack, 'Texts', { topicName: 'Texts' }).addSubscription(new LambdaSubscription(hearer));
  new Topic(stack, 'Alarms').addSubscription(new EmailSubscription('oncall@kefu.example'));
  aCaller(stack, 'Sender', 'client-pinpoint-sms-voice-v2', 'PinpointSMSVoiceV2Client').addToRolePolicy(
    new PolicyStatement({ actions: ['sms-voice:SendTextMessage'], resources: ['*'] }),
  );
});

let runtime: Runtime;
beforeAll(async () => {
  runtime = await startRuntime({ assembly });
  return runtime.stop;
});

const from = '+8613800000000';
const ask = (body: object) => fetch(`${runtime.url}/_local/sms`, { method: 'POST', body: JSON.stringify(body) });

async function heard() {
  await runtime.settled();
  const lines = runtime.logs().filter((line) => line.startsWith('Hearer {'));
  return lines.map((line) => JSON.parse(line.slice('Hearer '.length)).Records[0]);
}

describe('a text message', () => {
  it('reaches the function that listens, as two-way SMS publishes it', async () => {
    const answer = await ask({ from, to: '+8610690000', text: '退订' });
    const { id } = (await answer.json()) as { id: string };
    const record = (await heard()).at(-1);
    expect(record).toMatchObject({
      EventSource: 'aws:sns',
      EventVersion: '1.0',
      Sns: { Type: 'Notification', TopicArn: expect.stringMatching(/:Texts$/), MessageAttributes: {} },
    });
    expect(JSON.parse(record.Sns.Message)).toEqual({
      originationNumber: from,
      destinationNumber: '+8610690000',
      messageKeyword: 'KEYWORD_000000000000',
      messageBody: '退订',
      inboundMessageId: id,
    });
  });

  it('names the message it answers', async () => {
    const sms = { DestinationPhoneNumber: '+8613900000000', MessageBody: '您好' };
    const { MessageId } = await callThrough(runtime, 'Sender')('SendTextMessage', sms);
    runtime.receiveSms({ from: '+8613900000000', text: '好' });
    expect(JSON.parse((await heard()).at(-1).Sns.Message)).toMatchObject({ previousPublishedMessageId: MessageId });
  });

  it('may come twice, as the network does it, under one id of its own', async () => {
    for (const _ of [1, 2]) runtime.receiveSms({ from, text: 'twice', id: 'the-same' });
    const twice = (await heard()).slice(-2);
    expect(twice.map(({ Sns }) => JSON.parse(Sns.Message).inboundMessageId)).toEqual(['the-same', 'the-same']);
    expect(twice[0].Sns.MessageId).not.toBe(twice[1].Sns.MessageId);
  });

  it('is refused where no function listens', async () => {
    const quiet = await startRuntime({ assembly: anAssembly((stack) => void new Topic(stack, 'Alarms')) });
    onTestFinished(quiet.stop);
    expect(() => quiet.receiveSms({ from, text: 'a' })).toThrow('No function listens');
  });
});

describe('a subscription', () => {
  it('without a permission for its topic is refused at the start', async () => {
    const bare = anAssembly((stack) => {
      const hearer = aFunction(stack, 'Hearer', HEARER);
      const TopicArn = new Topic(stack, 'Texts').topicArn;
      const properties = { TopicArn, Protocol: 'lambda', Endpoint: hearer.functionArn };
      new CfnResource(stack, 'Listening', { type: 'AWS::SNS::Subscription', properties });
    });
    await expect(startRuntime({ assembly: bare })).rejects.toThrow('Listening: no AWS::Lambda::Permission');
  });
});
