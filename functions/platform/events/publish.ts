import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Changed } from '#platform/jobs/stream.ts';

type Needs = { readonly bus: string; readonly client: EventBridgeClient };

const MOST_ENTRIES = 10; // of one PutEvents call

/** Tells the bus the facts that were saved; what the bus refuses is reported and comes again. */
export const publish =
  ({ bus, client }: Needs) =>
  async (changes: readonly Changed[]): Promise<readonly string[]> => {
    const failed: string[] = [];
    for (let from = 0; from < changes.length; from += MOST_ENTRIES) {
      const part = changes.slice(from, from + MOST_ENTRIES);
      const { Entries } = await client.send(
        new PutEventsCommand({ Entries: part.map((change) => entry(bus, change)) }),
      );
      failed.push(...part.filter((_, index) => Entries?.[index]?.ErrorCode).map(({ sequence }) => sequence));
    }
    return failed;
  };

function entry(bus: string, { after = {} }: Changed) {
  const { pk: _pk, sk: _sk, entity: _entity, said: _said, ...event } = after; // what was said is for who may read it
  return {
    EventBusName: bus,
    Source: 'kefu',
    DetailType: String(event['type']),
    Time: new Date(String(event['at'])),
    Detail: JSON.stringify(event),
  };
}
