import { afterEach, describe, expect, it } from 'vitest';
import { journal } from '../../infra/local/journal.ts';
import { aCall, NEW_YEAR } from './a-house.ts';
import { DAY, from, MACHINE, MINUTE, machines, stopMachines, waitThenLook } from './some-machines.ts';

afterEach(stopMachines);

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
  it('a thousand waiting over two virtual weeks each look four times, at their instants', async () => {
    const STEP = 3 * DAY;
    let [early, late] = [0, 0];
    const { start, pass, clock, moved, states } = machines(waitThenLook, {
      invoke: (_, event) => {
        const { nextLookAt, left } = Object(event);
        early = Math.max(early, Date.parse(nextLookAt) - clock.now());
        late = Math.max(late, Date.parse(NEW_YEAR) + moved() - Date.parse(nextLookAt));
        return { payload: { state: left > 1 ? 'running' : 'met', left: left - 1, nextLookAt: from(nextLookAt, STEP) } };
      },
    });
    for (let index = 0; index < 1000; index += 1) {
      await start(`run-${index}`, { left: 4, nextLookAt: from(NEW_YEAR, STEP + index * 137_000) });
    }
    await pass(14 * DAY);
    expect(states.list().filter(({ status }) => status === 'SUCCEEDED')).toHaveLength(1000);
    expect(states.transitions()).toBe(1000 * (4 * 3 + 1));
    expect([early, late]).toEqual([0, 0]);
  });
});
