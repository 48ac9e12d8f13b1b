import { EventBus, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ConfigurationSet, EmailSendingEvent, EventDestination } from 'aws-cdk-lib/aws-ses';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Runtime, startRuntime } from '../../infra/local/runtime.ts';
import { aCaller, callThrough } from './a-caller.ts';
import { aFunction, anAssembly } from './an-assembly.ts';

const SET = 'letters';

const assembly = anAssembly((stack) => {
  const bus = EventBus.fromEventBusName(stack, 'Default', 'default') as IEventBus;
  const set = new ConfigurationSet(stack, 'Letters', { configurationSetName: SET });
  set.addEventDestination('Told', {
    destination: EventDestination.eventBus(bus),
    events: [EmailSendingEvent.DELIVERY, EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT],
  });
  new ConfigurationSet(stack, 'Quiet', { configurationSetName: 'quiet' });
  const hearer = aFunction(stack, 'Hearer', `export const handler = (event) => console.log(JSON.stringify(event));`);
  new Rule(stack, 'Told', { eventPattern: { source: ['aws.ses'] }, targets: [new LambdaFunction(hearer)] });
  const may = (id: string, ...resources: string[]) =>
    aCaller(stack, id, 'client-sesv2', 'SESv2Client').addToRolePolicy(
      new PolicyStatement({
        actions: ['ses:SendEmail'],
        resources: resources.map((resource) => stack.formatArn({ service: 'ses', resource })),
      }),
    );
  may('Sender', 'identity/kefu.example', 'configuration-set/*');
  may('Bare', 'identity/kefu.example');
});

let runtime: Runtime;
beforeAll(async () => {
  runtime = await startRuntime({ assembly });
  return runtime.stop;
});

const send = (ToAddresses: string[], more: object = {}, by = 'Sender') =>
  callThrough(runtime, by)('SendEmail', {
    FromEmailAddress: '客服 <kefu@kefu.example>',
    Destination: { ToAddresses },
    Content: { Simple: { Subject: { Data: 'Cup' }, Body: { Text: { Data: 'It is on its way.' } } } },
    ConfigurationSetName: SET,
    ...more,
  });

/** What the bus heard of one mail. */
async function heard(id: unknown) {
  await runtime.settled();
  return runtime
    .logs()
    .filter((line) => line.startsWith('Hearer {'))
    .map((line) => JSON.parse(line.slice('Hearer '.length)))
    .filter(({ detail }) => detail.mail.messageId === id);
}

describe('a mail sent under a configuration set', () => {
  it('is told to have been delivered, in the words of SES', async () => {
    const { MessageId } = await send(['Wang <wang@customer.example>'], {
      EmailTags: [{ Name: 'notice', Value: 'n1' }],
    });
    const [event, ...others] = await heard(MessageId);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      source: 'aws.ses',
      'detail-type': 'Email Delivered',
      resources: [expect.stringMatching(/:configuration-set\/letters$/)],
      detail: {
        eventType: 'Delivery',
        mail: {
          messageId: MessageId,
          source: '客服 <kefu@kefu.example>',
          destination: ['wang@customer.example'],
          commonHeaders: { subject: 'Cup' },
          tags: { 'ses:configuration-set': [SET], 'ses:from-domain': ['kefu.example'], notice: ['n1'] },
        },
        delivery: { recipients: ['wang@customer.example'], smtpResponse: expect.stringMatching(/^250/) },
      },
    });
  });

  it.each([
    ['bounce@simulator.amazonses.com', ['Email Bounced']],
    ['bounce+n1@simulator.amazonses.com', ['Email Bounced']],
    ['suppressionlist@simulator.amazonses.com', ['Email Bounced']],
    ['complaint@simulator.amazonses.com', ['Email Complaint Received', 'Email Delivered']],
    ['success@simulator.amazonses.com', ['Email Delivered']],
    ['bounce@customer.example', ['Email Delivered']],
  ])('to %s ends as %j', async (to, types) => {
    const { MessageId } = await send([to]);
    const events = await heard(MessageId);
    expect(events.map((event) => event['detail-type']).sort()).toEqual(types);
    for (const { bounce, complaint, delivery } of events.map(({ detail }) => detail)) {
      const [named] = bounce?.bouncedRecipients ?? complaint?.complainedRecipients ?? [];
      expect(named?.emailAddress ?? delivery.recipients[0]).toBe(to);
    }
  });

  it('says permanently of a bounce', async () => {
    const { MessageId } = await send(['bounce@simulator.amazonses.com']);
    expect((await heard(MessageId))[0].detail.bounce).toMatchObject({
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [{ action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' }],
    });
  });

  it('is told of each recipient', async () => {
    const { MessageId } = await send(['a@customer.example', 'bounce@simulator.amazonses.com']);
    expect((await heard(MessageId)).map(({ detail }) => detail.eventType).sort()).toEqual(['Bounce', 'Delivery']);
  });

  it('is told to nobody when the set tells nobody, or there is none', async () => {
    for (const ConfigurationSetName of ['quiet', undefined]) {
      const { MessageId } = await send(['a@customer.example'], { ConfigurationSetName });
      expect(MessageId).toBeDefined();
      expect(await heard(MessageId)).toEqual([]);
    }
  });

  it('needs a set that exists, and the right to use it', async () => {
    expect(await send(['a@customer.example'], { ConfigurationSetName: 'nowhere' })).toMatchObject({
      error: 'NotFoundException',
    });
    expect(await send(['a@customer.example'], {}, 'Bare')).toMatchObject({
      error: 'AccessDeniedException',
      message: expect.stringContaining('configuration-set/letters'),
    });
  });
});
