import { ExecutionAlreadyExists, ExecutionDoesNotExist, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { type Clock, meet, start } from '#clocks/clock.ts';
import { clockEntity } from '#clocks/clock-item.ts';
import { runClocks } from '#clocks/run-clocks.ts';
import { Desk, noon, on } from './some.ts';

const machineOf = (family: string) => `arn:aws:states:cn-north-1:1:stateMachine:${family}`;
const machines = {
  response: machineOf('response'),
  resolution: machineOf('resolution'),
  followUp: machineOf('followUp'),
  duty: machineOf('duty'),
};

/** A Step Functions that writes down what it is asked, and answers each call with an error when there is one. */
function states(error?: Error) {
  const asked: string[] = [];
  const send = async (command: { input: object }) => {
    const { stateMachineArn, name, executionArn, input } = command.input as Record<string, string>;
    asked.push(
      command instanceof StartExecutionCommand ? `start ${stateMachineArn} ${name} ${input}` : `stop ${executionArn}`,
    );
    if (error) throw error;
    return {};
  };
  const run = runClocks({ machines, client: { send } as never, clock: () => noon });
  return { asked, run };
}

const changed = (sequence: string, after: Clock, before?: Clock) => ({
  sequence,
  after: clockEntity.toItem(after),
  ...(before && { before: clockEntity.toItem(before) }),
});

const answered = () => {
  const desk = new Desk();
  desk.asks([start('firstResponse')], noon);
  const running = desk.clock('firstResponse');
  desk.asks([meet('firstResponse')], on('12:04:00'));
  return { running, met: desk.clock('firstResponse') };
};

const START =
  'start arn:aws:states:cn-north-1:1:stateMachine:response tkt_1-firstResponse-1 {"subject":"tkt_1","kind":"firstResponse","run":1,"lookAt":"2026-03-02T12:08:00.000Z"}';
const STOP = 'stop arn:aws:states:cn-north-1:1:execution:response:tkt_1-firstResponse-1';

describe('running the clocks that were saved', () => {
  it('starts a timer with ids and instants only, and stops it', async () => {
    const { asked, run } = states();
    const { running, met } = answered();

    expect(await run([changed('1', running)])).toEqual([]);
    expect(await run([changed('2', met, running)])).toEqual([]);
    expect(asked).toEqual([START, STOP]);
  });

  it('asks for nothing when a clock came and went in one batch', async () => {
    const { asked, run } = states();
    const { running, met } = answered();

    expect(await run([changed('1', running), changed('2', met, running)])).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('is content when the timer was started or had ended before', async () => {
    const { running, met } = answered();
    const again = states(new ExecutionAlreadyExists({ message: '', $metadata: {} }));
    const gone = states(new ExecutionDoesNotExist({ message: '', $metadata: {} }));

    expect(await again.run([changed('1', running)])).toEqual([]);
    expect(await gone.run([changed('2', met, running)])).toEqual([]);
  });

  it('reports every change of a clock whose timer could not be set, and only those', async () => {
    const { run } = states(new Error('throttled'));
    const { running } = answered();
    const quiet = { ...running, subject: 'tkt_2', state: 'met' as const };

    expect(await run([changed('1', running), changed('2', quiet), changed('3', running, running)])).toEqual(['1', '3']);
  });
});
