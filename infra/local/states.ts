import { type AwsAnswer, type AwsCall, AwsFault, type House, type Service } from './house.ts';
import { type Execution, type Executions, executions } from './states-executions.ts';
import { type Machine, readMachine } from './states-language.ts';
import { executionArn, needs, readStart, reasonOf } from './states-requests.ts';
import { type StatesRunner, statesRunner } from './states-runner.ts';

export type ListedExecution = {
  machine: string;
  name: string;
  status: string;
  input: unknown;
  startedAt: string;
  transitions: number;
  state?: string;
  /** When the wait it is in ends. */
  wakesAt?: string;
};

export type States = Service & {
  /** Rejects when the engine refuses a definition. */
  ready: Promise<void>;
  /** Starts again, from their first input, the executions that ran when the process ended. */
  resume(): void;
  list(): ListedExecution[];
  transitions(): number;
  setEnabled(on: boolean): void;
  stop(): Promise<void>;
};

type Machines = Record<string, Machine & { role: string }>;
type Parts = { house: House; machines: Machines; known: Executions; runner: StatesRunner };

/** Step Functions, standard workflows. */
export function statesService(house: House): States {
  const machines = readMachines(house);
  const known = executions(house);
  const runner = statesRunner(house, machines, {
    step: known.step,
    ending: known.end,
    async invoke({ run, functionArn, payload }) {
      const role = machines[known.byRun(run)?.machineArn ?? '']?.role ?? '';
      const refusal = house.roles.refusal(role, { action: 'lambda:InvokeFunction', resource: functionArn });
      if (refusal) return { fault: { errorType: 'Lambda.AWSLambdaException', errorMessage: refusal } };
      return house.functions.invoke(functionArn, JSON.parse(payload));
    },
  });
  const parts = { house, machines, known, runner };

  return {
    scope: 'states',
    needs,
    async answer({ operation, json }) {
      if (operation === 'StartExecution') return start(parts, json);
      if (operation === 'StopExecution') return stop(parts, json);
      if (operation === 'DescribeExecution') return ok(described(known.byArn(executionArn(json))));
      throw new AwsFault('UnknownOperationException', `The local runtime has no states:${operation}`);
    },
    ready: runner.ready,
    resume: () => {
      for (const execution of known.running()) run(parts, execution);
    },
    list: () => known.all().map(listed),
    transitions: known.transitions,
    setEnabled: runner.setEnabled,
    stop: runner.stop,
  };
}

function readMachines({ assembly }: House): Machines {
  const read = assembly.byType('AWS::StepFunctions::StateMachine').map(({ logicalId, arn, properties }) => {
    if ((properties['StateMachineType'] ?? 'STANDARD') !== 'STANDARD') {
      throw new Error(`${logicalId}: the local runtime runs standard workflows only`);
    }
    return [arn, { role: String(properties['RoleArn']), ...readMachine(logicalId, definitionOf(properties)) }];
  });
  return Object.fromEntries(read);
}

function run({ machines, runner }: Parts, { run, arn, machine: Name, name, input, machineArn: machine }: Execution) {
  const RoleArn = machines[machine]?.role;
  const context = { Execution: { Id: arn, Name: name, RoleArn }, StateMachine: { Id: machine, Name } };
  runner.tell({ does: 'start', run, machine, input, context });
}

function start(parts: Parts, json: AwsCall['json']): AwsAnswer {
  const asked = readStart(json);
  if (!parts.machines[asked.machineArn]) {
    throw new AwsFault('StateMachineDoesNotExist', `State Machine Does Not Exist: '${asked.machineArn}'`);
  }
  const before = parts.known.byName(asked.machineArn, asked.name);
  if (before && (before.status !== 'RUNNING' || before.input !== asked.input)) {
    throw new AwsFault('ExecutionAlreadyExists', `Execution Already Exists: '${before.arn}'`);
  }
  const execution = before ?? parts.known.add(asked);
  if (!before) run(parts, execution);
  return ok({ executionArn: execution.arn, startDate: execution.startedAt / 1000 });
}

function stop({ house, known, runner }: Parts, json: AwsCall['json']): AwsAnswer {
  const execution = known.byArn(executionArn(json));
  if (execution.status === 'RUNNING') {
    runner.tell({ does: 'stop', run: execution.run });
    known.end({ run: execution.run, status: 'ABORTED', ...reasonOf(json) });
  }
  return ok({ stopDate: (execution.stoppedAt ?? house.clock.now()) / 1000 });
}

function definitionOf({ DefinitionString, Definition }: Record<string, unknown>): unknown {
  return typeof DefinitionString === 'string' ? JSON.parse(DefinitionString) : (Definition ?? DefinitionString);
}

function described({ arn, machineArn, name, status, input, startedAt, stoppedAt, output, error, cause }: Execution) {
  const stopDate = stoppedAt === undefined ? undefined : stoppedAt / 1000;
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    input,
    startDate: startedAt / 1000,
    stopDate,
    output,
    error,
    cause,
  };
}

function listed({ machine, name, status, input, startedAt, transitions, state, wakesAt }: Execution): ListedExecution {
  const started = {
    machine,
    name,
    status,
    input: JSON.parse(input),
    startedAt: new Date(startedAt).toISOString(),
    transitions,
  };
  if (status !== 'RUNNING') return started;
  return {
    ...started,
    ...(state && { state }),
    ...(wakesAt !== undefined && { wakesAt: new Date(wakesAt).toISOString() }),
  };
}

const ok = (body: unknown): AwsAnswer => ({ status: 200, body });
