import { describe, expect, it } from 'vitest';
import { readMachine } from '../../infra/local/states-language.ts';

const LOOK = 'arn:aws:lambda:cn-north-1:123456789012:function:look';
const INVOKE = 'arn:aws:states:::lambda:invoke';
const one = (state: Record<string, unknown>, name = 'Look') => ({
  StartAt: name,
  States: { [name]: { End: true, ...state } },
});
const task = (more: Record<string, unknown>) => one({ Type: 'Task', Resource: LOOK, ...more });
const map = (processor: Record<string, unknown>) =>
  one({ Type: 'Map', ItemProcessor: { ...one({ Type: 'Pass' }, 'Each'), ...processor } });

describe('a machine the engine would run otherwise than AWS', () => {
  it.each([
    ['JSONata', { ...one({ Type: 'Pass' }), QueryLanguage: 'JSONata' }, 'JSONata'],
    ['JSONata in one state', one({ Type: 'Pass', QueryLanguage: 'JSONata' }), 'JSONata'],
    ['a task that waits for a token', task({ Resource: `${INVOKE}.waitForTaskToken` }), 'waitForTaskToken'],
    ['a heartbeat', task({ HeartbeatSeconds: 5 }), 'HeartbeatSeconds'],
    ['a distributed map', map({ ProcessorConfig: { Mode: 'DISTRIBUTED' } }), 'DISTRIBUTED'],
    ['a task of another service', task({ Resource: 'arn:aws:states:::dynamodb:putItem' }), 'dynamodb:putItem'],
    ['a state named Next', one({ Type: 'Pass' }, 'Next'), 'a state of this name'],
    ['an unknown field', one({ Type: 'Pass', Assign: {} }), 'the field Assign'],
    ['an unknown state', one({ Type: 'Nap' }), 'the state type Nap'],
    [
      'lambda:invoke without waiting',
      task({ Resource: INVOKE, Parameters: { FunctionName: LOOK, InvocationType: 'Event' } }),
      'InvocationType',
    ],
    ['the name of the state', one({ Type: 'Pass', Parameters: { 'name.$': '$$.State.Name' } }), '$$.State.Name'],
    [
      'a function that loses backslashes',
      one({ Type: 'Pass', Parameters: { 'text.$': 'States.JsonToString($)' } }),
      'States.JsonToString',
    ],
    ['an empty result', one({ Type: 'Pass', Result: 0 }), 'Result is empty'],
    [
      'a pattern with a bracket',
      {
        StartAt: 'Look',
        States: { Look: { Type: 'Choice', Choices: [{ Variable: '$.a', StringMatches: '[a]*', Next: 'Look' }] } },
      },
      'StringMatches',
    ],
    ['no object', 'text', 'no object'],
  ])('is refused by name: %s', (_, definition, words) => {
    expect(() => readMachine('ClockMachine', definition)).toThrow(words);
    expect(() => readMachine('ClockMachine', definition)).toThrow(/^ClockMachine.*does not run/);
  });
});

describe('a machine the engine runs', () => {
  it('has no time limit on a task unless it says one', () => {
    const { definition, tasks } = readMachine('Clock', task({ ResultPath: '$' }));
    expect(definition['States']).toEqual({
      Look: { Type: 'Task', Resource: LOOK, End: true, TimeoutSeconds: 99_999_999 },
    });
    expect(tasks).toEqual({ Look: { functionArn: LOOK } });
  });

  it('asks whether something is absent as AWS does', () => {
    const choices = [{ Variable: '$.a', IsPresent: false, Next: 'Look' }];
    const { definition } = readMachine('Clock', {
      StartAt: 'Look',
      States: { Look: { Type: 'Choice', Choices: choices } },
    });
    expect(definition['States']).toMatchObject({
      Look: { Choices: [{ Not: { Variable: '$.a', IsPresent: true }, Next: 'Look' }] },
    });
  });

  it('may map inline, and name its context', () => {
    const parameters = { 'id.$': '$$.Execution.Name', 'key.$': "States.Format('{}-{}', $.a, $.b)" };
    expect(() => readMachine('Clock', map({ ProcessorConfig: { Mode: 'INLINE' } }))).not.toThrow();
    expect(() => readMachine('Clock', one({ Type: 'Pass', Parameters: parameters }))).not.toThrow();
  });
});
