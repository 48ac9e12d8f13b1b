import { choiceRule } from './states-choice.ts';

type Json = Record<string, unknown>;

/** A state machine the engine runs as AWS would: `tasks` names each Task's function; the optimised form names it in its input. */
export type Machine = { definition: Json; tasks: Record<string, { functionArn?: string }> };

type Reading = { tasks: Machine['tasks']; nested: boolean; refuse: (where: string, what: string) => never };

const FLOW = ['Next', 'End'];
const FALLIBLE = ['ResultSelector', 'ResultPath', 'Retry', 'Catch', ...FLOW];
const FIELDS: Record<string, string[]> = {
  Task: ['Resource', 'Parameters', 'TimeoutSeconds', 'TimeoutSecondsPath', ...FALLIBLE],
  Parallel: ['Branches', 'Parameters', ...FALLIBLE],
  Map: [
    'ItemProcessor',
    'Iterator',
    'ItemsPath',
    'ItemSelector',
    'Parameters',
    'MaxConcurrency',
    'MaxConcurrencyPath',
    ...FALLIBLE,
  ],
  Pass: ['Result', 'Parameters', 'ResultPath', ...FLOW],
  Wait: ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath', ...FLOW],
  Choice: ['Choices', 'Default'],
  Succeed: [],
  Fail: ['Error', 'ErrorPath', 'Cause', 'CausePath'],
};
const EVERY_STATE = ['Type', 'Comment', 'InputPath', 'OutputPath', 'QueryLanguage'];
const CHAIN = ['StartAt', 'States', 'Comment', 'QueryLanguage'];

// The other intrinsic functions of the engine lose backslashes, change their input or know Latin letters only.
const INTRINSICS =
  /^States\.(Format|Array|ArrayPartition|ArrayContains|ArrayRange|ArrayGetItem|ArrayLength|ArrayUnique|Hash|MathAdd|MathRandom|UUID)$/;
const CONTEXT = /^\$\$\.(Execution\.(Id|Name|RoleArn|StartTime|Input)|StateMachine\.(Id|Name))/;
const PER_RUN_CONTEXT = /^\$\$\.Execution\.(StartTime|Input)/; // a branch has its own in the engine
const LAMBDA = /^arn:aws[\w-]*:lambda:/;
const INVOKE = /^arn:aws[\w-]*:states:::lambda:invoke$/;
const NO_TIMEOUT = 99_999_999; // AWS's default for a Task, in seconds; the engine's own would be 60

/** Refuses, by throwing, what the engine would do differently from AWS. */
export function readMachine(name: string, definition: unknown): Machine {
  const refuse = (where: string, what: string): never => {
    throw new Error(`${name}${where && `, state "${where}"`}: the local runtime does not run ${what}`);
  };
  const tasks: Machine['tasks'] = {};
  const reading: Reading = { tasks, nested: false, refuse };
  const { Version, TimeoutSeconds, ...chain } = object(definition, () => refuse('', 'a definition that is no object'));
  const limit = TimeoutSeconds === undefined ? {} : { TimeoutSeconds };
  return { definition: { ...readChain(chain, '', reading), ...limit }, tasks };
}

function readChain(chain: Json, where: string, reading: Reading): Json {
  known(chain, CHAIN, where, reading);
  const states = Object.entries(object(chain['States'], () => reading.refuse(where, 'a machine without States')));
  const read = states.map(([name, state]) => {
    if (name === 'Next' || name.length > 80) reading.refuse(name, 'a state of this name');
    return [
      name,
      readState(
        name,
        object(state, () => reading.refuse(name, 'a state that is no object')),
        reading,
      ),
    ];
  });
  return { StartAt: chain['StartAt'], States: Object.fromEntries(read) };
}

function readState(name: string, state: Json, reading: Reading): Json {
  const fields = FIELDS[String(state['Type'])];
  if (!fields) return reading.refuse(name, `the state type ${String(state['Type'])}`);
  known(state, [...EVERY_STATE, ...fields], name, reading);
  checkPaths(name, state, state['Type'] === 'Map', reading);
  const { QueryLanguage: _, Comment: __, ...plain } = withoutWholeResultPath(state);
  if (Array.isArray(plain['Catch'])) plain['Catch'] = plain['Catch'].map(withoutWholeResultPath);
  switch (plain['Type']) {
    case 'Task':
      return readTask(name, plain, reading);
    case 'Choice':
      return {
        ...plain,
        Choices: list(plain['Choices']).map((rule) => choiceRule(rule, (what) => reading.refuse(name, what))),
      };
    case 'Map':
      return readMap(name, plain, reading);
    case 'Parallel':
      return {
        ...plain,
        Branches: list(plain['Branches']).map((branch) => readChain(branch, name, { ...reading, nested: true })),
      };
    case 'Pass':
      if ('Result' in plain && !plain['Result']) reading.refuse(name, 'a Pass whose Result is empty');
      return plain;
    default:
      return plain;
  }
}

function readTask(name: string, task: Json, reading: Reading): Json {
  const resource = String(task['Resource']);
  if (!LAMBDA.test(resource) && !INVOKE.test(resource)) reading.refuse(name, `the task resource ${resource}`);
  if (task['TimeoutSecondsPath'] && (task['Parameters'] || task['InputPath'])) {
    reading.refuse(name, 'TimeoutSecondsPath beside Parameters or InputPath');
  }
  const asked = Object.keys(
    object(task['Parameters'] ?? {}, () => reading.refuse(name, 'Parameters that are no object')),
  );
  if (INVOKE.test(resource)) checkInvoke(name, asked, reading);
  reading.tasks[name] = LAMBDA.test(resource) ? { functionArn: resource } : {};
  return task['TimeoutSecondsPath'] ? task : { TimeoutSeconds: NO_TIMEOUT, ...task };
}

function checkInvoke(name: string, asked: string[], { refuse }: Reading) {
  const strange = asked.find((field) => !/^(FunctionName|Payload)(\.\$)?$/.test(field));
  if (strange) refuse(name, `lambda:invoke with ${strange}`);
  if (!asked.some((field) => field.startsWith('FunctionName'))) refuse(name, 'lambda:invoke without FunctionName');
}

function readMap(name: string, map: Json, reading: Reading): Json {
  const { Iterator: iterator, ItemProcessor: processor = iterator, ...rest } = map;
  const { ProcessorConfig, ...chain } = object(processor, () => reading.refuse(name, 'a Map without ItemProcessor'));
  const mode = object(ProcessorConfig ?? {}, () => ({}))['Mode'];
  if (mode !== undefined && mode !== 'INLINE') reading.refuse(name, `a Map in the mode ${String(mode)}`);
  return { ...rest, ItemProcessor: readChain(chain, name, { ...reading, nested: true }) };
}

function known(node: Json, fields: string[], where: string, { refuse }: Reading) {
  const strange = Object.keys(node).find((field) => !fields.includes(field));
  if (strange) refuse(where, `the field ${strange}`);
  const language = node['QueryLanguage'] ?? 'JSONPath';
  if (language !== 'JSONPath') refuse(where, `the query language ${String(language)}`);
}

/** Reference paths and intrinsic functions, wherever a state holds them; nested chains are read on their own. */
function checkPaths(name: string, node: Json, inMap: boolean, reading: Reading) {
  for (const [key, value] of Object.entries(node)) {
    if (key === 'Branches' || key === 'Iterator' || key === 'ItemProcessor' || key === 'Result') continue;
    if (typeof value === 'object' && value !== null) {
      checkPaths(name, Array.isArray(value) ? { ...value } : object(value, () => ({})), inMap, reading);
    } else if (typeof value === 'string' && /(\.\$|Path|Variable)$/.test(key)) {
      checkPath(name, value, inMap, reading);
    }
  }
}

function checkPath(name: string, path: string, inMap: boolean, { nested, refuse }: Reading) {
  for (const [intrinsic] of path.matchAll(/States\.\w+(?=\()/g)) {
    if (!INTRINSICS.test(intrinsic)) refuse(name, `the intrinsic function ${intrinsic}`);
  }
  for (const [context] of path.matchAll(/\$\$[\w.]*/g)) {
    const perItem = inMap && context.startsWith('$$.Map.Item.');
    if (!perItem && (!CONTEXT.test(context) || (nested && PER_RUN_CONTEXT.test(context))))
      refuse(name, `the path ${path}`);
  }
}

/** `ResultPath: "$"` is the default; the engine would take it for a field of that name. */
function withoutWholeResultPath(state: Json): Json {
  const { ResultPath, ...rest } = state;
  return ResultPath === undefined || ResultPath === '$' ? rest : state;
}

const list = (value: unknown): Json[] => (Array.isArray(value) ? value.map((each) => object(each, () => ({}))) : []);

function object(value: unknown, otherwise: () => Json): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : otherwise();
}
