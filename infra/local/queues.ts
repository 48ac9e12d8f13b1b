import { createHash, randomUUID } from 'node:crypto';
import { type AwsAnswer, type AwsCall, AwsFault, type House, type Service } from './house.ts';
import { type QueuedMessage, type QueueStore, queueStore } from './queue-store.ts';

export type ListedMessage = {
  id: string;
  body: string;
  sentAt: string;
  receives: number;
  attributes: Record<string, string>;
};

export type Queues = {
  send(queueArn: string, body: string, attributes?: Record<string, string>): void;
  list(): { queue: string; messages: ListedMessage[] }[];
};

type Json = AwsCall['json'];

// SQS quotas: bytes of a message, entries of a batch, seconds a received message stays hidden by default.
const SIZE_LIMIT = 1_048_576;
const BATCH_LIMIT = 10;
const DEFAULT_VISIBILITY = 30;

/** SQS standard queues: what other services put in, and the calls of the functions. */
export function queues(house: House): Queues & { service: Service } {
  const store = queueStore(house);
  return {
    send(queueArn, body, attributes = {}) {
      if (store.has(queueArn)) store.add(queueArn, body, attributes);
      else house.log(`A message for the unknown queue ${queueArn} is lost`);
    },
    list: () => store.names().map(({ arn, name }) => ({ queue: name, messages: store.messages(arn).map(listed) })),
    service: queueService(house, store),
  };
}

function queueService(house: House, store: QueueStore): Service {
  const find = (json: Json) => {
    const name =
      json['QueueName'] ??
      String(json['QueueUrl'] ?? '')
        .split('/')
        .at(-1);
    return store.names().find((queue) => queue.name === name);
  };
  const queueOf = (json: Json) => find(json) ?? missing();
  const operations: Record<string, (queueArn: string, json: Json) => unknown> = {
    SendMessage: (arn, json) => sent(store, arn, json),
    SendMessageBatch: (arn, json) => ({
      Successful: batchOf(json).map((entry) => ({ Id: entry['Id'], ...sent(store, arn, entry) })),
    }),
    ReceiveMessage: (arn, json) => received(house, store, arn, json),
    DeleteMessage: (arn, { ReceiptHandle }) => {
      for (const message of store.messages(arn)) if (message.receipt === ReceiptHandle) store.remove(message);
      return {};
    },
    GetQueueUrl: (arn) => ({
      QueueUrl: `https://sqs.${house.region}.amazonaws.com/${house.account}/${arn.split(':').at(-1)}`,
    }),
    GetQueueAttributes: (arn) => ({ Attributes: attributes(house, store, arn) }),
  };

  return {
    scope: 'sqs',
    needs({ operation, json }) {
      const resource = find(json)?.arn ?? `arn:aws:sqs:${house.region}:${house.account}:unknown`;
      return [{ action: `sqs:${operation.replace(/Batch$/, '')}`, resource }];
    },
    async answer({ operation, json }): Promise<AwsAnswer> {
      const run = operations[operation];
      if (!run) throw new AwsFault('UnknownOperationException', `The local runtime has no sqs:${operation}`);
      return { status: 200, body: run(queueOf(json).arn, json) };
    },
  };
}

function sent(store: QueueStore, queueArn: string, { MessageBody, DelaySeconds = 0 }: Json) {
  if (typeof MessageBody !== 'string' || MessageBody === '') {
    throw new AwsFault('MissingParameter', 'The request must contain the parameter MessageBody.');
  }
  if (Buffer.byteLength(MessageBody) > SIZE_LIMIT) {
    const reason = `Message must be shorter than ${SIZE_LIMIT} bytes.`;
    throw new AwsFault('InvalidParameterValue', `One or more parameters are invalid. Reason: ${reason}`);
  }
  const { id, body } = store.add(queueArn, MessageBody, {}, Number(DelaySeconds) * 1000);
  return { MessageId: id, MD5OfMessageBody: md5(body) };
}

function received({ clock }: House, store: QueueStore, queueArn: string, json: Json) {
  const { MaxNumberOfMessages: most = 1, VisibilityTimeout: hidden = DEFAULT_VISIBILITY } = json;
  const visible = store.messages(queueArn).filter(({ visibleAt }) => visibleAt <= clock.now());
  const Messages = visible.slice(0, Math.min(Number(most), BATCH_LIMIT)).map((message) => {
    const receipt = randomUUID();
    const receives = message.receives + 1;
    store.save({ ...message, receipt, receives, visibleAt: clock.now() + Number(hidden) * 1000 });
    const Attributes = { SentTimestamp: String(message.sentAt), ApproximateReceiveCount: String(receives) };
    return {
      MessageId: message.id,
      ReceiptHandle: receipt,
      Body: message.body,
      MD5OfBody: md5(message.body),
      Attributes,
    };
  });
  return { Messages };
}

function attributes({ clock }: House, store: QueueStore, QueueArn: string) {
  const messages = store.messages(QueueArn);
  const visible = messages.filter(({ visibleAt }) => visibleAt <= clock.now()).length;
  return {
    QueueArn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(messages.length - visible),
  };
}

function batchOf({ Entries }: Json): Json[] {
  if (!Array.isArray(Entries) || Entries.length === 0) {
    throw new AwsFault(
      'AWS.SimpleQueueService.EmptyBatchRequest',
      'There should be at least one SendMessageBatchRequestEntry in the request.',
    );
  }
  if (Entries.length > BATCH_LIMIT) {
    throw new AwsFault(
      'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${BATCH_LIMIT}.`,
    );
  }
  return Entries.map((entry) => Object(entry));
}

function missing(): never {
  throw new AwsFault('QueueDoesNotExist', 'The specified queue does not exist.');
}

function listed({ id, body, sentAt, receives, attributes }: QueuedMessage): ListedMessage {
  return { id, body, sentAt: new Date(sentAt).toISOString(), receives, attributes };
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
