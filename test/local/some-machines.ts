import type { Outcome } from '../../infra/local/functions.ts';
import { type States, statesService } from '../../infra/local/states.ts';
import { ARN, aCall, aHouse, aResource } from './a-house.ts';

export const MACHINE = 'arn:aws:states:cn-north-1:123456789012:stateMachine:Clock';
export const LOOK = `${ARN}:look`;
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

export const waitThenLook = {
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

/** State machines in their real worker thread; their functions are the test's own. */
export function machines(definition: unknown, given: Given = {}) {
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

export const aTask = (task: Record<string, unknown>) => ({
  StartAt: 'Look',
  States: {
    Look: { Type: 'Task', Resource: LOOK, End: true, ...task },
    ...(task['Catch'] ? { Failed: { Type: 'Pass', End: true } } : {}),
  },
});

export const fault = (errorType: string): Outcome => ({ fault: { errorType, errorMessage: 'No' } });
export const from = (instant: string, milliseconds: number) =>
  new Date(Date.parse(instant) + milliseconds).toISOString();

export async function stopMachines() {
  await Promise.all(open.splice(0).map((states) => states.stop()));
}
