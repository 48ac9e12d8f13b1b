import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { awsFailed } from '#platform/aws-failed.ts';
import type { Sms } from './sms.ts';

/** SMS by AWS End User Messaging, which takes the worded text. */
export function awsSms(from: string, client = new PinpointSMSVoiceV2Client({ maxAttempts: 1 })): Sms {
  return {
    send: async ({ to, text, class: messageClass }) => {
      const command = new SendTextMessageCommand({
        DestinationPhoneNumber: to,
        OriginationIdentity: from,
        MessageBody: text,
        MessageType: messageClass === 'service' ? 'TRANSACTIONAL' : 'PROMOTIONAL',
      });
      const { MessageId } = await client.send(command).catch((error: unknown) => Promise.reject(awsFailed(error)));
      return MessageId ?? '';
    },
  };
}
