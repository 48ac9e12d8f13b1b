import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { eachOf } from '#platform/jobs/each-of.ts';
import type { Changed } from '#platform/jobs/stream.ts';
import { log } from '#platform/log.ts';
import type { Clock as Time } from '#platform/time/instant.ts';
import { toldError } from '#platform/told-error.ts';
import { clockEntity } from './clock-item.ts';
import { type Family, familyOf, timerName, timersFor } from './timers.ts';

type Needs = {
  readonly machines: Readonly<Record<Family, string>>;
  readonly client: Pick<SFNClient, 'send'>;
  readonly clock: Time;
};

const AT_ONCE = 16;

/** Starts and stops timers as the saved clocks say: for each clock what all its changes together ask. Doing it twice is doing it once. */
export const runClocks =
  (needs: Needs) =>
  async (changes: readonly Changed[]): Promise<readonly string[]> => {
    const failed: string[] = [];
    await eachOf(byClock(changes), AT_ONCE, async (ofClock) => {
      try {
        await runTimer(needs, ofClock);
      } catch (error) {
        log.error('timer not set', { ...toldError(error), sequence: ofClock[0]?.sequence });
        failed.push(...ofClock.map(({ sequence }) => sequence));
      }
    });
    return failed;
  };

function byClock(changes: readonly Changed[]): readonly Changed[][] {
  const keyOf = ({ after }: Changed) => `${String(after?.['pk'])} ${String(after?.['sk'])}`;
  return [...Map.groupBy(changes, keyOf).values()];
}

async function runTimer({ machines, client, clock }: Needs, ofClock: readonly Changed[]): Promise<void> {
  const [before, after] = [ofClock[0]?.before, ofClock.at(-1)?.after];
  if (!after) return;
  const { start, stop } = timersFor(before && clockEntity.fromItem(before), clockEntity.fromItem(after), clock());
  if (start) {
    const stateMachineArn = machines[familyOf(start.kind)];
    const started = new StartExecutionCommand({
      stateMachineArn,
      name: timerName(start),
      input: JSON.stringify(start),
    });
    await client.send(started).catch(unless(ExecutionAlreadyExists));
  }
  if (stop) {
    const executionArn = executionOf(machines[familyOf(stop.kind)], timerName(stop));
    await client.send(new StopExecutionCommand({ executionArn })).catch(unless(ExecutionDoesNotExist));
  }
}

function executionOf(machineArn: string, name: string): string {
  return `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
}

const unless = (expected: typeof ExecutionAlreadyExists | typeof ExecutionDoesNotExist) => (error: unknown) => {
  if (!(error instanceof expected)) throw error;
};
