import * as z from 'zod';
import { Instant } from '#platform/time/instant.ts';
import type { NoticeKey } from './notice.ts';

const Reference = z.tuple([z.string(), Instant, z.string()]);

/** What a mail is given along, so that everything told of it names its notice. It says ids and a moment, nothing of anybody. */
export const referenceOf = ({ personId, at, eventId }: NoticeKey): string =>
  Buffer.from(JSON.stringify([personId, at, eventId])).toString('base64url');

/** The notice that a reference names; nothing when the house did not make it. */
export function noticeNamed(reference: string): NoticeKey | undefined {
  try {
    const [personId, at, eventId] = Reference.parse(JSON.parse(Buffer.from(reference, 'base64url').toString()));
    return { personId, channel: 'mail', at, eventId };
  } catch {
    return undefined;
  }
}
