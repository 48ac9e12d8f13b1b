import { randomBytes } from 'node:crypto';
import type { Resource } from './assembly.ts';
import type { ServiceEvent } from './events.ts';
import type { Listed } from './s3-objects.ts';

/** Who did it, and by which call: what S3 says beside the object. */
export type Act = { requester: string; reason: string; from?: string };

let sequence = 0;

/** What S3 tells the default bus. */
export function createdEvent(bucket: Resource, { key, size, etag, at }: Listed, act: Act): ServiceEvent {
  sequence += 1;
  const sequencer = `${at.toString(16)}${(sequence % 0x10000).toString(16).padStart(4, '0')}`.toUpperCase();
  return event('Object Created', bucket, { key, size, etag, sequencer }, act);
}

export function deletedEvent(bucket: Resource, key: string, act: Act): ServiceEvent {
  return event('Object Deleted', bucket, { key }, act, { 'deletion-type': 'Permanently Deleted' });
}

function event(
  detailType: string,
  { physicalId, arn }: Resource,
  object: Record<string, unknown>,
  { requester, reason, from = '127.0.0.1' }: Act,
  more: Record<string, unknown> = {},
): ServiceEvent {
  const around = { 'request-id': randomBytes(8).toString('hex').toUpperCase(), requester, 'source-ip-address': from };
  const detail = { version: '0', bucket: { name: physicalId }, object, ...around, reason, ...more };
  return { source: 'aws.s3', detailType, resources: [arn], detail };
}

/** Whether a bucket tells the default bus at all. */
export function tellsBus({ properties }: Resource): boolean {
  const { EventBridgeConfiguration } = Object(properties['NotificationConfiguration']);
  return EventBridgeConfiguration !== undefined && Object(EventBridgeConfiguration).EventBridgeEnabled !== false;
}
