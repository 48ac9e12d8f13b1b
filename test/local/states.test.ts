import { afterEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../infra/local/functions.ts';
import { aCall, NEW_YEAR } from './a-house.ts';
import {
  aTask,
  DAY,
  fault,
  from,
  LOOK,
  MACHINE,
  MINUTE,
  machines,
  stopMachines,
  waitThenLook,
} from './some-machines.ts';

afterEach(stopMachines);

describe('an execution', () => {
  it.each([1, 90, 365])('looks at its instant %i days ahead, not before and not after', async (days) => {
    const looks: { at: number; moved: number }[] = [];
    const { start, pass, clock, moved, describe } = machines(waitThenLook, {
      invoke: () => {
        looks.push({ at: clock.now(), moved: moved() });
        return { payload: { state: 'met' } };
      },
    });
    const due = from(NEW_YEAR, days * DAY + MINUTE);
    await start('one', { nextLookAt: due });
    await pass(days * DAY);
    expect(looks).toEqual([]);
    await pass(2 * MINUTE);
    expect(looks).toHaveLength(1);
    expect(looks[0]!.at).toBeGreaterThanOrEqual(Date.parse(due));
    expect(looks[0]!.moved).toBeLessThanOrEqual(days * DAY + MINUTE);
    expect(await describe('one')).toMatchObject({ status: 'SUCCEEDED', output: '{"state":"met"}' });
  });

  it('counts each state it enters, and shows where it waits and until when', async () => {
    const nextLookAt = from(NEW_YEAR, 2 * DAY);
    let looks = 0;
    const { start, pass, states, house } = machines(waitThenLook, {
      invoke: () => ({ payload: { state: ++looks < 2 ? 'running' : 'met', nextLookAt } }),
    });
    await start('one', { nextLookAt: from(NEW_YEAR, DAY) });
    await house.work.settled();
    expect(states.list()).toMatchObject([
      { name: 'one', state: 'Wait until the next look', wakesAt: from(NEW_YEAR, DAY) },
    ]);
    await pass(DAY + MINUTE);
    expect(states.list()).toMatchObject([{ transitions: 4, status: 'RUNNING', wakesAt: nextLookAt }]);
    await pass(DAY);
    expect(states.list()).toMatchObject([
      { transitions: 7, status: 'SUCCEEDED', input: { nextLookAt: from(NEW_YEAR, DAY) } },
    ]);
    expect(states.transitions()).toBe(7);
  });

  it('is stopped before it looks, and stays stopped', async () => {
    const looks: unknown[] = [];
    const { start, pass, states, describe } = machines(waitThenLook, {
      invoke: (_, event) => ({ payload: looks.push(event) }),
    });
    await start('one', { nextLookAt: from(NEW_YEAR, DAY) });
    const executionArn = `${MACHINE.replace(':stateMachine:', ':execution:')}:one`;
    await states.answer(aCall('StopExecution', { executionArn, cause: 'met' }));
    await pass(2 * DAY);
    expect(looks).toEqual([]);
    expect(await describe('one')).toMatchObject({ status: 'ABORTED', cause: 'met' });
  });

  it('is not run again after it was stopped in the pause before a retry', async () => {
    let tries = 0;
    const { start, pass, states, house } = machines(
      aTask({ Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 60 }] }),
      {
        invoke: () => {
          tries += 1;
          return fault('Busy');
        },
      },
    );
    await start('one', {});
    await house.work.settled();
    await states.answer(
      aCall('StopExecution', { executionArn: `${MACHINE.replace(':stateMachine:', ':execution:')}:one` }),
    );
    await pass(DAY);
    expect(tries).toBe(1);
  });

  it('sees the house time, its own name and its start', async () => {
    const { start, house, clock, describe } = machines({
      StartAt: 'Say',
      States: {
        Say: {
          Type: 'Pass',
          Parameters: { 'name.$': '$$.Execution.Name', 'at.$': '$$.Execution.StartTime' },
          End: true,
        },
      },
    });
    await start('mine', {});
    await house.work.settled();
    const { output } = Object(await describe('mine'));
    const { name, at } = JSON.parse(output);
    expect(name).toBe('mine');
    expect(Date.parse(at)).toBeGreaterThanOrEqual(Date.parse(NEW_YEAR));
    expect(Date.parse(at)).toBeLessThanOrEqual(clock.now());
  });
});

describe('a task', () => {
  it('is tried again for the errors its Retry names, with the pauses of its arithmetic', async () => {
    const tries: number[] = [];
    const retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 2, MaxAttempts: 3 }];
    const began = performance.now();
    const { start, pass, moved, states } = machines(aTask({ Retry: retry }), {
      invoke: () => {
        tries.push(moved());
        return tries.length < 4 ? fault('Busy') : { payload: 'done' };
      },
    });
    await start('one', {});
    await pass(MINUTE);
    const passedBesides = Math.ceil(performance.now() - began);
    expect(tries).toHaveLength(4);
    for (const [index, pause] of [2_000, 4_000, 8_000].entries()) {
      const moves = tries[index + 1]! - tries[index]!;
      expect(moves).toBeLessThanOrEqual(pause);
      expect(moves + passedBesides).toBeGreaterThanOrEqual(pause);
    }
    expect(states.list()).toMatchObject([{ status: 'SUCCEEDED', transitions: 4 }]);
  });

  it('goes where its Catch says, with the error by name and the cause as AWS writes it', async () => {
    const caught = [{ ErrorEquals: ['Broken'], ResultPath: '$.error', Next: 'Failed' }];
    const { start, pass, describe } = machines(aTask({ Catch: caught }), { invoke: () => fault('Broken') });
    await start('one', { id: 7 });
    await pass(1);
    const { output } = Object(await describe('one'));
    expect(JSON.parse(output)).toEqual({
      id: 7,
      error: { Error: 'Broken', Cause: JSON.stringify({ errorType: 'Broken', errorMessage: 'No' }) },
    });
  });

  it('fails the execution when nothing catches it', async () => {
    const { start, pass, describe } = machines(aTask({}), { invoke: () => fault('Broken') });
    await start('one', {});
    await pass(1);
    expect(await describe('one')).toMatchObject({ status: 'FAILED', error: 'Broken' });
  });

  it('is called in the optimised form as well, its answer under Payload', async () => {
    const asked: unknown[] = [];
    const task = aTask({
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: LOOK, 'Payload.$': '$' },
      OutputPath: '$.Payload',
    });
    const { start, pass, describe } = machines(task, {
      invoke: (arn, event) => ({ payload: asked.push([arn, event]) }),
    });
    await start('one', { id: 7 });
    await pass(1);
    expect(asked).toEqual([[LOOK, { id: 7 }]]);
    expect(await describe('one')).toMatchObject({ status: 'SUCCEEDED', output: '1' });
  });

  it('fails without being called when the role of the machine does not allow it', async () => {
    const asked: unknown[] = [];
    const { start, pass, describe } = machines(aTask({}), {
      invoke: (arn) => ({ payload: asked.push(arn) }),
      refuse: (role, action) => `${role} may not ${action}`,
    });
    await start('one', {});
    await pass(1);
    expect(asked).toEqual([]);
    expect(await describe('one')).toMatchObject({ status: 'FAILED', error: 'Lambda.AWSLambdaException' });
  });

  it('has no limit of a minute, as the engine by itself would set', async () => {
    let answer = (_: Outcome) => {};
    const asked = Promise.withResolvers<void>();
    const { start, house, clock, describe } = machines(aTask({}), {
      invoke: () => {
        asked.resolve();
        return new Promise<Outcome>((resolve) => {
          answer = resolve;
        });
      },
    });
    await start('one', {});
    await asked.promise;
    const moved = clock.moveTo(clock.now() + DAY);
    answer({ payload: 'late' });
    await moved;
    expect(house.work.count()).toBe(0);
    expect(await describe('one')).toMatchObject({ status: 'SUCCEEDED' });
  });
});
