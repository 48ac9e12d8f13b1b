import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { awsFailed } from '#platform/aws-failed.ts';
import type { Sms } from './sms.ts';

/** Who sends, and the configuration set that tells what became of each message; without one nobody is told. */
type Account = { readonly from: string; readonly configurationSet?: string | undefined };

/** SMS by AWS End User Messaging, which takes the worded text. */
export function awsSms(
  { from, configurationSet }: Account,
  client = new PinpointSMSVoiceV2Client({ maxAttempts: 1 }),
): Sms {
  return {
    send: async ({ to, text, class: messageClass }) => {
      const command = new SendTextMessageCommand({
        DestinationPhoneNumber: to,
        OriginationIdentity: from,
        ConfigurationSetName: configurationSet,
        MessageBody: text,
        MessageType: messageClass === 'service' ? 'TRANSACTIONAL' : 'PROMOTIONAL',
      });
      const { MessageId } = await client.send(command).catch((error: unknown) => Promise.reject(awsFailed(error)));
      return MessageId ?? '';
    },
  };
}
