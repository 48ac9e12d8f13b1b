import type { Resource } from './assembly.ts';
import type { House } from './house.ts';
import { type Attempting, attempt } from './stream-attempt.ts';
import { type Batch, filterOf, type StreamRecord, settingsOf } from './stream-batch.ts';

/** One event source mapping: its records in order, its batches, its retries, its checkpoint. */
export type Mapping = {
  /** Where reading must begin for this mapping, the stream's end being known. */
  begin(last: number): number;
  accept(records: StreamRecord[]): void;
};

type Options = { house: House; sendToQueue: (queueArn: string, body: string) => void };

const KIND = 'checkpoint';
const FAULT_PAUSE = 1000;

const sequence = (record: StreamRecord | undefined) => Number(record?.dynamodb.SequenceNumber ?? 0);

export function mapping(resource: Resource, { house, sendToQueue }: Options): Mapping {
  const { journal } = house;
  const { logicalId: name } = resource;
  const settings = settingsOf(resource);
  const wants = filterOf(resource);
  let checkpoint = 0;
  let seen = 0;

  const pass = (records: StreamRecord[]) => {
    checkpoint = Math.max(checkpoint, sequence(records.at(-1)));
    journal.put(KIND, name, checkpoint);
  };
  const batches = worker({ name, house, settings, sendToQueue }, pass);

  return {
    begin(last) {
      const known = journal.get<number>(KIND, name);
      checkpoint = known ?? (settings.latest ? last : 0);
      if (known === undefined) journal.put(KIND, name, checkpoint);
      seen = checkpoint;
      return checkpoint;
    },
    accept(records) {
      const fresh = records.filter((record) => sequence(record) > seen);
      seen = Math.max(seen, sequence(records.at(-1)));
      const wanted = fresh.filter(wants);
      if (wanted.length > 0) batches.add(wanted);
      else if (fresh.length > 0 && batches.idle()) pass(fresh);
    },
  };
}

/** Works through records batch by batch; what is left of a batch is tried before the next begins. */
function worker(parts: Attempting, pass: (records: StreamRecord[]) => void) {
  const { name, house, settings } = parts;
  const { clock, work, log } = house;
  const waiting: StreamRecord[] = [];
  let batches: Batch[] = [];
  let running = false;
  let window: (() => void) | undefined;

  /** Waits for a fuller batch when the mapping allows it to. */
  function gather() {
    if (running || batches.length > 0 || waiting.length === 0) return;
    if (settings.window === 0 || waiting.length >= settings.batchSize) run();
    else window ??= clock.at(clock.now() + settings.window, run);
  }

  function run() {
    window?.();
    window = undefined;
    running = true;
    const done = work.begin();
    void drain()
      .catch((error) => {
        log(`${name}: ${error instanceof Error ? error.message : error}`);
        return FAULT_PAUSE;
      })
      .then((pause) => {
        running = false;
        if (pause > 0) clock.at(clock.now() + pause, run);
        else gather();
        done();
      });
  }

  /** Returns the pause to make before going on; a pause on the clock is not work. */
  async function drain(): Promise<number> {
    for (;;) {
      if (batches.length === 0) batches = [{ records: waiting.splice(0, settings.batchSize), attempts: 0 }];
      const [batch] = batches;
      if (!batch || batch.records.length === 0) return next([], 0);
      const { done, instead, pause } = await attempt(batch, parts);
      if (done.length > 0) pass(done);
      if (next(instead, pause) > 0) return pause;
    }
  }

  function next(instead: Batch[], pause: number): number {
    batches.splice(0, 1, ...instead);
    return pause;
  }

  return {
    add(records: StreamRecord[]) {
      waiting.push(...records);
      gather();
    },
    idle: () => !running && batches.length === 0 && waiting.length === 0,
  };
}
