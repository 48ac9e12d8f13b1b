import { randomUUID } from 'node:crypto';
import type { House } from './house.ts';

export type QueuedMessage = {
  id: string;
  queueArn: string;
  body: string;
  attributes: Record<string, string>;
  sentAt: number;
  visibleAt: number;
  receives: number;
  receipt?: string;
};

export type QueueStore = ReturnType<typeof queueStore>;

const KIND = 'queue';
const DEFAULT_RETENTION = 345_600; // seconds, four days: SQS's default

/** The messages of every queue, kept over restarts, gone after the queue's retention period. */
export function queueStore({ assembly, clock, journal }: House) {
  const queues = new Map<string, { name: string; keepFor: number; messages: Map<string, QueuedMessage> }>();
  for (const { logicalId, arn, physicalId: name, properties } of assembly.byType('AWS::SQS::Queue')) {
    if (properties['FifoQueue']) throw new Error(`${logicalId}: the local runtime has no FIFO queues`);
    const keepFor = Number(properties['MessageRetentionPeriod'] ?? DEFAULT_RETENTION) * 1000;
    queues.set(arn, { name, keepFor, messages: new Map() });
  }
  for (const { value } of journal.all<QueuedMessage>(KIND)) queues.get(value.queueArn)?.messages.set(value.id, value);

  function remove(message: QueuedMessage) {
    queues.get(message.queueArn)?.messages.delete(message.id);
    journal.remove(KIND, message.id);
  }

  function messages(queueArn: string): QueuedMessage[] {
    const { keepFor = 0, messages = new Map<string, QueuedMessage>() } = queues.get(queueArn) ?? {};
    const all = [...messages.values()];
    for (const message of all) if (message.sentAt + keepFor < clock.now()) remove(message);
    return all.filter(({ id }) => messages.has(id));
  }

  return {
    messages,
    remove,
    names: () => [...queues].map(([arn, { name }]) => ({ arn, name })),
    has: (queueArn: string) => queues.has(queueArn),
    save(message: QueuedMessage) {
      queues.get(message.queueArn)?.messages.set(message.id, message);
      journal.put(KIND, message.id, message);
    },
    add(queueArn: string, body: string, attributes: Record<string, string>, delay = 0): QueuedMessage {
      const sentAt = clock.now();
      const message = { id: randomUUID(), queueArn, body, attributes, sentAt, visibleAt: sentAt + delay, receives: 0 };
      this.save(message);
      return message;
    },
  };
}
