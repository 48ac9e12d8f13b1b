import { describe, expect, it } from 'vitest';
import { Timer } from '../../functions/clocks/look-at-clock.ts';
import { byId, type Loose, ofType, refers, statements, text } from './template.ts';

const machines = ofType('AWS::StepFunctions::StateMachine').map(({ id, props }) => ({
  id,
  props,
  definition: JSON.parse(text(props.DefinitionString)),
}));
const statesOf = (definition: Loose) => Object.entries<Loose>(definition.States);

/** Where a state may lead, in the order it is drawn. */
function next(state: Loose): string[] {
  const ways = [state.Next, ...(state.Choices ?? []).map((choice: Loose) => choice.Next), state.Default];
  return [...ways, ...(state.Catch ?? []).map((caught: Loose) => caught.Next)].filter(Boolean);
}

/** Every arrow from the first state on, as the drawing shows it. */
function arrows({ StartAt, States }: Loose): string[] {
  const found: string[] = [];
  const waiting = [StartAt];
  for (const from of waiting) {
    for (const to of next(States[from])) {
      found.push(`${from} -> ${to}`);
      if (!waiting.includes(to)) waiting.push(to);
    }
  }
  return found;
}

/** Whether a state that ends the machine can be reached. */
function ends(definition: Loose, from: string, seen: readonly string[] = []): boolean {
  const state = definition.States[from];
  if (state.Type === 'Succeed' || state.Type === 'Fail' || state.End) return true;
  return next(state).some((to) => !seen.includes(to) && ends(definition, to, [...seen, from]));
}

describe('the machines', () => {
  it('are one for each family of promises', () => {
    expect(machines.map(({ id }) => /^Clocks(\w+)ClockMachine/.exec(id)?.[1])).toEqual([
      'response',
      'resolution',
      'followUp',
      'duty',
    ]);
  });
});

describe.each(machines)('the machine $id', ({ props, definition }) => {
  const tasks = statesOf(definition).filter(([, { Type }]) => Type === 'Task');
  const waits = statesOf(definition).filter(([, { Type }]) => Type === 'Wait');

  it('waits, looks, and goes on while the clock runs', () => {
    expect(arrows(definition)).toEqual([
      'Wait until the next look -> Look at the clock',
      'Look at the clock -> Is it still running?',
      'Is it still running? -> Wait until the next look',
      'Is it still running? -> The clock has ended',
    ]);
  });

  it('has no state that is never reached, and none from which it cannot end', () => {
    const reached = new Set(arrows(definition).flatMap((arrow) => arrow.split(' -> ')));

    expect(Object.keys(definition.States).filter((state) => !reached.has(state))).toEqual([]);
    expect(Object.keys(definition.States).filter((state) => !ends(definition, state))).toEqual([]);
  });

  it('waits until a moment it was given, and for nothing else', () => {
    expect(waits.map(([, wait]) => wait)).toEqual([
      { Type: 'Wait', TimestampPath: '$.lookAt', Next: 'Look at the clock' },
    ]);
    expect(JSON.stringify(definition)).not.toContain('waitForTaskToken');
  });

  it('compares one word that TypeScript produced, and ends when it knows no better', () => {
    expect(definition.States['Is it still running?']).toEqual({
      Type: 'Choice',
      Choices: [{ Variable: '$.word', StringEquals: 'again', Next: 'Wait until the next look' }],
      Default: 'The clock has ended',
    });
  });

  it('tries a look seven times in 126 seconds of pauses, then fails and rings', () => {
    const [[, { Retry }] = ['', { Retry: [] }]] = tasks;
    const [{ IntervalSeconds, BackoffRate, MaxAttempts, ErrorEquals }] = Retry;
    const pauses = Array.from({ length: MaxAttempts }, (_, tried) => IntervalSeconds * BackoffRate ** tried);

    expect(ErrorEquals).toEqual(['States.ALL']);
    expect(pauses).toEqual([2, 4, 8, 16, 32, 64]);
    expect(pauses.reduce((sum, pause) => sum + pause)).toBe(126);
  });

  it('gives a look longer than its function may take', () => {
    for (const [, { TimeoutSeconds, Resource }] of tasks) {
      expect(TimeoutSeconds).toBe(30);
      expect(TimeoutSeconds).toBeGreaterThan(byId(refers(Resource)[0] ?? '').props.Timeout);
    }
  });

  it('carries ids, instants and its own word: nothing is written into the definition, nothing picked out of an item', () => {
    expect(Object.keys(Timer.shape).sort()).toEqual(['kind', 'lookAt', 'run', 'subject']);
    expect(tasks.flatMap(([, task]) => Object.keys(task)).sort()).toEqual([
      'Next',
      'Resource',
      'Retry',
      'TimeoutSeconds',
      'Type',
    ]);
    expect([...JSON.stringify(definition).matchAll(/\$[\w.$[\]]*/g)].map(([path]) => path).sort()).toEqual([
      '$.lookAt',
      '$.word',
    ]);
  });

  it('may invoke the look and nothing else, and exists only when it may', () => {
    const [role = ''] = refers(props.RoleArn);
    const policies = ofType('AWS::IAM::Policy').filter(({ props: policy }) =>
      policy.Roles.flatMap(refers).includes(role),
    );
    const allowed = statements().filter(({ of }) => policies.some(({ id }) => id === of));
    const look = tasks.map(([, { Resource }]) => Resource);

    expect(allowed.map(({ actions, resources }) => [actions, resources])).toEqual([[['lambda:InvokeFunction'], look]]);
    expect(machines.every(({ id }) => byId(id).whole.DependsOn.includes(refers(byId(id).props.RoleArn)[0]))).toBe(true);
    expect(byId(machines.find((one) => one.props === props)?.id ?? '').whole.DependsOn).toEqual(
      expect.arrayContaining(policies.map(({ id }) => id)),
    );
  });
});
