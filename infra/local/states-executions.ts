import { AwsFault, type House } from './house.ts';
import type { Ending, Step } from './states-messages.ts';

/** One execution, as the journal keeps it; `run` is its number in this process. */
export type Execution = {
  run: number;
  arn: string;
  machine: string;
  machineArn: string;
  name: string;
  input: string;
  status: 'RUNNING' | Ending['status'];
  startedAt: number;
  stoppedAt?: number;
  transitions: number;
  state?: string;
  wakesAt?: number;
  output?: string;
  error?: string;
  cause?: string;
};

const KIND = 'execution';
const KEPT_FOR = 90 * 24 * 60 * 60_000; // a name is free again 90 days after its execution: Step Functions quotas

/** Every execution of the last ninety days, the running ones safe from the end of the process. */
export function executions({ assembly, clock, journal, log }: House) {
  const byArn = new Map<string, Execution>();
  const byRun = new Map<number, Execution>();
  let lastRun = 0;
  let transitions = 0;
  const isOver = ({ stoppedAt }: Execution) => stoppedAt !== undefined && stoppedAt + KEPT_FOR < clock.now();

  function keep(execution: Execution): Execution {
    byArn.set(execution.arn, execution);
    if (execution.status === 'RUNNING') byRun.set(execution.run, execution);
    return execution;
  }

  function recall(key: string, value: Execution) {
    if (isOver(value)) return journal.remove(KIND, key);
    const execution = keep({ ...value, run: ++lastRun });
    if (execution.status !== 'RUNNING' || assembly.byArn(execution.machineArn)) return;
    log(`${execution.arn} has lost its state machine and is aborted`);
    end({ run: execution.run, status: 'ABORTED' });
  }

  function end({ run, ...ending }: Ending) {
    const execution = byRun.get(run);
    if (!execution) return;
    byRun.delete(run);
    delete execution.wakesAt;
    Object.assign(execution, ending, { stoppedAt: clock.now() });
    journal.put(KIND, execution.arn, execution);
  }

  for (const { key, value } of journal.all<Execution>(KIND)) recall(key, value);

  return {
    end,
    add({ machineArn, name, input }: Pick<Execution, 'machineArn' | 'name' | 'input'>): Execution {
      const arn = executionArn(machineArn, name);
      const machine = assembly.byArn(machineArn)?.logicalId ?? machineArn;
      const begun = { status: 'RUNNING', startedAt: clock.now(), transitions: 0 } as const;
      const execution = { run: ++lastRun, arn, machine, machineArn, name, input, ...begun };
      journal.put(KIND, arn, execution);
      return keep(execution);
    },
    step({ run, state, transitions: count, wakesAt }: Step) {
      const execution = byRun.get(run);
      if (!execution) return;
      transitions += count - execution.transitions;
      Object.assign(execution, { state, transitions: count, wakesAt });
    },
    byName(machineArn: string, name: string): Execution | undefined {
      const execution = byArn.get(executionArn(machineArn, name));
      return execution && isOver(execution) ? undefined : execution;
    },
    byArn: (arn: string) => byArn.get(arn) ?? missing(arn),
    byRun: (run: number) => byRun.get(run),
    running: () => [...byRun.values()],
    all: () => [...byArn.values()],
    transitions: () => transitions,
  };
}

export type Executions = ReturnType<typeof executions>;

function missing(arn: string): never {
  throw new AwsFault('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
}

const executionArn = (machineArn: string, name: string) =>
  `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
