import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { describe, expect, it } from 'vitest';
import { awsSms } from '#platform/sms/aws-sms.ts';
import { aWebServer } from '../a-web-server.ts';
import { aTextMessage } from './a-text-message.ts';

describe('an SMS by AWS', () => {
  it.each([
    ['service', 'TRANSACTIONAL'],
    ['commercial', 'PROMOTIONAL'],
  ] as const)('of the class %s is worded here and is %s', async (messageClass, MessageType) => {
    const aws = await aWebServer(() => ({ json: { MessageId: 'm-1' } }));
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const client = new PinpointSMSVoiceV2Client({ endpoint: aws.url, region: 'eu-central-1', credentials });

    expect(
      await awsSms({ from: 'pool-kefu', configurationSet: 'told' }, client).send(aTextMessage({ class: messageClass })),
    ).toBe('m-1');
    expect(JSON.parse(aws.asked[0]?.body ?? '')).toEqual({
      DestinationPhoneNumber: '+8613800000001',
      OriginationIdentity: 'pool-kefu',
      ConfigurationSetName: 'told',
      MessageBody: '我们已收到您的问题（工单 MN8FQ2）。',
      MessageType,
    });
    await aws.close();
  });
});
