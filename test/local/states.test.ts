import { afterEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../infra/local/functions.ts';
import { journal } from '../../infra/local/journal.ts';
import { type States, statesService } from '../../infra/local/states.ts';
import { ARN, aCall, aHouse, aResource, NEW_YEAR } from './a-house.ts';

const MACHINE = 'arn:aws:states:cn-north-1:123456789012:stateMachine:Clock';
const LOOK = `${ARN}:look`;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const waitThenLook = {
  StartAt: 'Wait until the next look',
  States: {
    'Wait until the next look': { Type: 'Wait', TimestampPath: '$.nextLookAt', Next: 'Look at the clock' },
    'Look at the clock': { Type: 'Task', Resource: LOOK, Next: 'Is it still running?' },
    'Is it still running?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.state', StringEquals: 'running', Next: 'Wait until the next look' }],
      Default: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
};

type Given = Parameters<typeof aHouse>[0];
const open: States[] = [];

function machines(definition: unknown, given: Given = {}) {
  const properties = { DefinitionString: JSON.stringify(definition), RoleArn: 'arn:aws:iam::1:role/clock' };
  const resources = [aResource('AWS::StepFunctions::StateMachine', 'Clock', properties, MACHINE)];
  const rest = aHouse({ ...given, resources });
  const states = statesService(rest.house);
  open.push(states);
  const start = async (name: string, input: unknown) =>
    (await states.answer(aCall('StartExecution', { stateMachineArn: MACHINE, name, input: JSON.stringify(input) })))
      .body;
  const describe = async (name: string) => {
    const executionArn = `${MACHINE.replace(':stateMachine:', ':execution:')}:${name}`;
    return (await states.answer(aCall('DescribeExecution', { executionArn }))).body;
  };
  const pass = async (milliseconds: number) => rest.clock.moveTo(rest.clock.now() + milliseconds);
  return { ...rest, states, start, describe, pass };
}

const aTask = (task: Record<string, unknown>) => ({
  StartAt: 'Look',
  States: {
    Look: { Type: 'Task', Resource: LOOK, End: true, ...task },
    ...(task['Catch'] ? { Failed: { Type: 'Pass', End: true } } : {}),
  },
});

const fault = (errorType: string): Outcome => ({ fault: { errorType, errorMessage: 'No' } });
const from = (instant: string, milliseconds: number) => new Date(Date.parse(instant) + milliseconds).toISOString();

afterEach(async () => {
  await Promise.all(open.splice(0).map((states) => states.stop()));
});

describe('an execution', () => {
  it.each([1, 90, 365])('looks at its instant %i days ahead, not before and within a second', async (days) => {
    const looks: number[] = [];
    const { start, pass, clock, describe } = machines(waitThenLook, {
      invoke: () => {
        looks.push(clock.now());
        return { payload: { state: 'met' } };
      },
    });
    const due = from(NEW_YEAR, days * DAY + MINUTE);
    await start('one', { nextLookAt: due });
    await pass(days * DAY);
    expect(looks).toEqual([]);
    await pass(2 * MINUTE);
    expect(looks).toHaveLength(1);
    expect(looks[0]! - Date.parse(due)).toBeGreaterThanOrEqual(0);
    expect(looks[0]! - Date.parse(due)).toBeLessThan(1000);
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
    const { start, house, describe } = machines({
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
    expect(JSON.parse(output)).toMatchObject({ name: 'mine', at: expect.stringMatching(/^2026-01-01T00:00:0/) });
  });
});

describe('a task', () => {
  it('is tried again for the errors its Retry names, with the pauses of its arithmetic', async () => {
    const tries: number[] = [];
    const retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 2, MaxAttempts: 3 }];
    const { start, pass, clock, states } = machines(aTask({ Retry: retry }), {
      invoke: () => {
        tries.push(Math.round((clock.now() - Date.parse(NEW_YEAR)) / 1000));
        return tries.length < 4 ? fault('Busy') : { payload: 'done' };
      },
    });
    await start('one', {});
    await pass(MINUTE);
    expect(tries).toEqual([0, 2, 6, 14]);
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

describe('a name', () => {
  it('given twice with the same input is one execution', async () => {
    const { start, states } = machines(waitThenLook);
    const input = { nextLookAt: from(NEW_YEAR, DAY) };
    expect(await start('one', input)).toEqual(await start('one', input));
    expect(states.list()).toHaveLength(1);
  });

  it('is taken for another input, and after the execution has ended', async () => {
    const { start, pass } = machines(waitThenLook, { invoke: () => ({ payload: { state: 'met' } }) });
    const input = { nextLookAt: from(NEW_YEAR, MINUTE) };
    await start('one', input);
    const taken = expect.objectContaining({ type: 'ExecutionAlreadyExists' });
    await expect(start('one', { ...input, other: true })).rejects.toEqual(taken);
    await pass(DAY);
    await expect(start('one', input)).rejects.toEqual(taken);
    await pass(91 * DAY);
    expect(await start('one', input)).toMatchObject({ executionArn: expect.stringContaining(':one') });
  });

  it.each(['', 'a'.repeat(81), 'two words', 'a/b', 'a:b', 'a*'])('%j is refused', async (name) => {
    const { start } = machines(waitThenLook);
    await expect(start(name, {})).rejects.toEqual(expect.objectContaining({ type: 'InvalidName' }));
  });
});

describe('what StartExecution does not take', () => {
  it.each([
    ['an unknown machine', { stateMachineArn: `${MACHINE}2` }, 'StateMachineDoesNotExist'],
    ['input that is not JSON', { stateMachineArn: MACHINE, input: '{' }, 'InvalidExecutionInput'],
    [
      'input over 256 KiB',
      { stateMachineArn: MACHINE, input: JSON.stringify('a'.repeat(262_143)) },
      'ValidationException',
    ],
  ])('is %s', async (_, json, type) => {
    const { states } = machines(waitThenLook);
    await expect(states.answer(aCall('StartExecution', json))).rejects.toEqual(expect.objectContaining({ type }));
  });
});

describe('a definition', () => {
  it('the engine finds wrong is refused before anything runs', async () => {
    const { states } = machines({ StartAt: 'Nowhere', States: { Done: { Type: 'Succeed' } } });
    await expect(states.ready).rejects.toThrow(/Nowhere/);
  });
});

describe('after the process ended', () => {
  it('running executions start again from their input, ended ones keep their names', async () => {
    const kept = journal();
    const before = machines(waitThenLook, { journal: kept, invoke: () => ({ payload: { state: 'met' } }) });
    await before.start('long', { nextLookAt: from(NEW_YEAR, 10 * DAY) });
    await before.start('short', { nextLookAt: from(NEW_YEAR, MINUTE) });
    await before.pass(DAY);
    await before.states.stop();

    const looks: string[] = [];
    const after = machines(waitThenLook, {
      journal: kept,
      start: from(NEW_YEAR, DAY),
      invoke: () => {
        looks.push(new Date(after.clock.now()).toISOString().slice(0, 10));
        return { payload: { state: 'met' } };
      },
    });
    after.states.resume();
    await expect(after.start('short', {})).rejects.toThrow();
    await after.pass(20 * DAY);
    expect(looks).toEqual([from(NEW_YEAR, 10 * DAY).slice(0, 10)]);
    expect(await after.describe('long')).toMatchObject({ status: 'SUCCEEDED' });
  });
});

describe('the machines switched off', () => {
  it('accept executions and run none of them until they are switched on', async () => {
    let looks = 0;
    const { start, pass, states } = machines(waitThenLook, {
      invoke: () => {
        looks += 1;
        return { payload: { state: 'met' } };
      },
    });
    await start('early', { nextLookAt: from(NEW_YEAR, DAY) });
    states.setEnabled(false);
    await start('late', { nextLookAt: from(NEW_YEAR, DAY) });
    await pass(2 * DAY);
    expect(looks).toBe(0);
    states.setEnabled(true);
    await pass(MINUTE);
    expect(looks).toBe(2);
  });
});

describe('many executions', () => {
  it('a thousand waiting over two virtual weeks each look four times, within a second of their instants', async () => {
    const STEP = 3 * DAY;
    let worst = 0;
    const { start, pass, clock, states } = machines(waitThenLook, {
      invoke: (_, event) => {
        const { nextLookAt, left } = Object(event);
        worst = Math.max(worst, clock.now() - Date.parse(nextLookAt));
        return { payload: { state: left > 1 ? 'running' : 'met', left: left - 1, nextLookAt: from(nextLookAt, STEP) } };
      },
    });
    for (let index = 0; index < 1000; index += 1) {
      await start(`run-${index}`, { left: 4, nextLookAt: from(NEW_YEAR, STEP + index * 137_000) });
    }
    await pass(14 * DAY);
    expect(states.list().filter(({ status }) => status === 'SUCCEEDED')).toHaveLength(1000);
    expect(states.transitions()).toBe(1000 * (4 * 3 + 1));
    expect(worst).toBeLessThan(1000);
  });
});
