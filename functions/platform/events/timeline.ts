import type { Put } from '#platform/store/commit.ts';
import type { HouseEvent } from './event.ts';

const PLACES = 3; // as many things as one act may tell, sorted as told

/** The key of something on a subject's timeline: by moment, then by the order it was told in. */
export function timelineKey(subject: string, at: string, place: number, id: string) {
  return { pk: subject, sk: `t#${at}#${String(place).padStart(PLACES, '0')}#${id}` };
}

/** A fact as an item of the timeline: the outbox reads it off the table's stream. */
export function eventWrite(event: HouseEvent, place: number): Put {
  return {
    put: { ...event, ...timelineKey(event.subject, event.at, place, event.id), entity: 'event' },
    when: 'absent',
  };
}
