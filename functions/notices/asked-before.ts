import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Table } from '#platform/store/table.ts';
import { Instant } from '#platform/time/instant.ts';
import { hear } from './heard.ts';
import type { NewNotice } from './notice.ts';
import { tell } from './tell.ts';
import { isAutomatic } from './template.ts';

type About = Pick<NewNotice, 'ticketId' | 'eventId' | 'at'>;

const Event = z.looseObject({ id: z.string(), type: z.string(), subject: z.string(), at: Instant, by: z.string() });
type Event = z.infer<typeof Event>;

/**
 * How many facts of the ticket asked on the same day (UTC), before this one, for an automatic message to its customer, `most` at
 * most. It is read off the ticket's timeline: its acts are saved one after the other, so however many are told at once, no more than
 * `most` of them hear of fewer than `most`. A fact that stands in no order counts for all, and all for it.
 */
export async function askedBefore({ name, client }: Table, about: About, most: number): Promise<number> {
  const pages = paginateQuery(
    { client },
    {
      TableName: name,
      KeyConditionExpression: 'pk = :ticket AND begins_with(sk, :day)',
      FilterExpression: 'entity = :event',
      ExpressionAttributeValues: { ':ticket': about.ticketId, ':day': `t#${dayOf(about.at)}`, ':event': 'event' },
      ConsistentRead: true,
    },
  );
  let asked = 0;
  for await (const { Items = [] } of pages) {
    const others = Items.map((item) => Event.parse(item)).filter(({ id }) => mayBeBefore(id, about.eventId));
    asked += others.filter(asksForMail).length;
    if (asked >= most) return most;
  }
  return asked;
}

const dayOf = (at: Instant): string => at.slice(0, 'yyyy-mm-dd'.length);

/** The version of the ticket that an act saved; a look or an invitation has none. */
const versionOf = (eventId: string): number => Number(/^[^.]+\.(\d+)\.\d+$/.exec(eventId)?.[1] ?? Number.NaN);

function mayBeBefore(other: string, own: string): boolean {
  return other !== own && !(versionOf(other) > versionOf(own));
}

function asksForMail(event: Event): boolean {
  const heard = hear(event);
  return heard !== undefined && tell(heard).some(({ to, template }) => to.who === 'customer' && isAutomatic(template));
}
