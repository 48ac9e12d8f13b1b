import { AwsFault, type House } from './house.ts';
import type { Topics } from './sns.ts';

export type TakenSms = { id: string; to: string; from: string; at: number };

/** A configuration set as calls name it, and how it tells what became of a message. */
export type SmsSet = { arn: string; tell(taken: TakenSms): void };

const NOWHERE = '+85257048854'; // the simulator's number in Hong Kong that no message reaches

/** Finds a configuration set by its name or ARN. Every message is delivered at once, but to the simulator's number that fails. */
export function smsEvents({ assembly }: Pick<House, 'assembly'>, topics: Pick<Topics, 'publish'>) {
  const sets = assembly.byType('AWS::SMSVOICE::ConfigurationSet');
  return (named: string): SmsSet => {
    const set = sets.find(({ physicalId, arn }) => physicalId === named || arn === named);
    if (!set) throw new AwsFault('ResourceNotFoundException', `There is no configuration set ${named}`);
    const destinations = (set.properties['EventDestinations'] ?? []) as Record<string, unknown>[];
    return {
      arn: set.arn,
      tell(taken) {
        const event = eventOf(taken);
        for (const { Enabled, MatchingEventTypes, SnsDestination } of destinations) {
          const wanted = new Set(MatchingEventTypes as string[]);
          const isWanted = wanted.has(event.eventType) || wanted.has('TEXT_ALL') || wanted.has('ALL');
          if (Enabled === true && isWanted) {
            topics.publish(String(Object(SnsDestination).TopicArn), JSON.stringify(event));
          }
        }
      },
    };
  };
}

function eventOf({ id, to, from, at }: TakenSms) {
  const isDelivered = to !== NOWHERE;
  return {
    eventType: isDelivered ? 'TEXT_DELIVERED' : 'TEXT_UNREACHABLE',
    eventVersion: '1.0',
    eventTimestamp: at,
    isFinal: true,
    originationPhoneNumber: from,
    destinationPhoneNumber: to,
    messageId: id,
    messageRequestTimestamp: at,
    messageStatus: isDelivered ? 'DELIVERED' : 'UNREACHABLE',
  };
}
