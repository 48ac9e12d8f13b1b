import type { Outcome } from './functions.ts';
import type { House } from './house.ts';
import { type Batch, bornAt, letter, type StreamRecord, type settingsOf } from './stream-batch.ts';

export type Attempting = {
  name: string;
  house: House;
  settings: ReturnType<typeof settingsOf>;
  sendToQueue: (queueArn: string, body: string) => void;
};

/** What an attempt leaves: the records that are done with, the batches to try instead, and how long to wait first. */
export type Attempted = { done: StreamRecord[]; instead: Batch[]; pause: number };

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;

/** Gives one batch to the function, as Lambda does: partial reports, then bisection, then retries, then the on-failure queue. */
export async function attempt(batch: Batch, parts: Attempting): Promise<Attempted> {
  const { house, settings } = parts;
  const { records, attempts } = batch;
  if (house.clock.now() - bornAt(records[0]) > settings.maxAge) return giveUp(batch, 'RecordAgeExceeded', parts);
  const outcome = await house.functions.invoke(settings.functionName, { Records: records });
  const good = succeeded(outcome, records, settings.partial);
  if (good === records.length) return { done: records, instead: [], pause: 0 };
  if (good > 0) {
    return { done: records.slice(0, good), instead: [{ records: records.slice(good), attempts: 0 }], pause: 0 };
  }
  if (settings.bisect && records.length > 1) return { done: [], instead: halves(records), pause: 0 };
  if (attempts >= settings.retries) return giveUp({ records, attempts: attempts + 1 }, 'RetryAttemptsExhausted', parts);
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempts);
  return { done: [], instead: [{ records, attempts: attempts + 1 }], pause };
}

function giveUp(batch: Batch, condition: string, { name, house, settings, sendToQueue }: Attempting): Attempted {
  house.log(`${name}: ${batch.records.length} records given up: ${condition}`);
  if (settings.onFailure) sendToQueue(settings.onFailure, letter(batch, condition, settings, house.clock.now()));
  return { done: batch.records, instead: [], pause: 0 };
}

/** How many records from the front are done. A report that names no record of the batch counts as a failure of all. */
function succeeded(outcome: Outcome, records: StreamRecord[], partial: boolean): number {
  if ('fault' in outcome) return 0;
  if (!partial) return records.length;
  const { batchItemFailures = [] } = (outcome.payload ?? {}) as { batchItemFailures?: { itemIdentifier?: string }[] };
  if (batchItemFailures.length === 0) return records.length;
  const failed = batchItemFailures.map(({ itemIdentifier }) =>
    records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === itemIdentifier),
  );
  return Math.max(0, Math.min(...failed));
}

function halves(records: StreamRecord[]): Batch[] {
  const middle = Math.ceil(records.length / 2);
  return [records.slice(0, middle), records.slice(middle)].map((half) => ({ records: half, attempts: 0 }));
}
