type Json = unknown;
type Fields = Record<string, Json>;

const isFields = (value: Json): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether an event satisfies an EventBridge-style pattern (rules and stream filters share the language). */
export function matches(pattern: Json, event: Json): boolean {
  if (!isFields(pattern)) return false;
  return Object.entries(pattern).every(([name, wanted]) => {
    if (name === '$or' && Array.isArray(wanted)) return wanted.some((branch) => matches(branch, event));
    return matchesField(wanted, fieldOf(event, name));
  });
}

const fieldOf = (event: Json, name: string): Json => (isFields(event) ? event[name] : undefined);

function matchesField(wanted: Json, value: Json): boolean {
  if (!Array.isArray(wanted)) {
    if (Array.isArray(value)) return value.some((one) => matches(wanted, one));
    return matches(wanted, value);
  }
  const candidates = Array.isArray(value) ? value : [value];
  if (candidates.length === 0) return wanted.some((rule) => isFields(rule) && rule['exists'] === false);
  return wanted.some((rule) => candidates.some((one) => matchesOne(rule, one)));
}

function matchesOne(rule: Json, value: Json): boolean {
  if (!isFields(rule)) return rule === value;
  return Object.entries(rule).every(([operator, operand]) => OPERATORS[operator]?.(operand, value) ?? false);
}

const textTest =
  (test: (value: string, operand: string) => boolean) =>
  (operand: Json, value: Json): boolean => {
    if (typeof value !== 'string') return false;
    if (isFields(operand)) {
      const loose = operand['equals-ignore-case'];
      return typeof loose === 'string' && test(value.toLowerCase(), loose.toLowerCase());
    }
    return typeof operand === 'string' && test(value, operand);
  };

const OPERATORS: Record<string, (operand: Json, value: Json) => boolean> = {
  exists: (operand, value) => (value !== undefined && !isFields(value)) === operand,
  prefix: textTest((value, operand) => value.startsWith(operand)),
  suffix: textTest((value, operand) => value.endsWith(operand)),
  'equals-ignore-case': textTest((value, operand) => value.toLowerCase() === operand.toLowerCase()),
  wildcard: textTest((value, operand) => wildcard(operand).test(value)),
  numeric: (operand, value) => typeof value === 'number' && Array.isArray(operand) && inRange(operand, value),
  'anything-but': (operand, value) => {
    if (value === undefined) return false;
    const unwanted = Array.isArray(operand) ? operand : [operand];
    return !unwanted.some((rule) => matchesOne(rule, value));
  },
};

/** `*` stands for anything; the rest is literal. */
export const wildcard = (text: string): RegExp =>
  new RegExp(`^${text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 's');

function inRange(operand: Json[], value: number): boolean {
  for (let index = 0; index < operand.length; index += 2) {
    const limit = Number(operand[index + 1]);
    const holds = {
      '=': value === limit,
      '<': value < limit,
      '<=': value <= limit,
      '>': value > limit,
      '>=': value >= limit,
    };
    if (!holds[String(operand[index]) as keyof typeof holds]) return false;
  }
  return true;
}

/** Refuses a pattern that uses a word of the language the house does not know. */
export function checkPattern(pattern: Json): void {
  if (!isFields(pattern)) throw new Error(`An event pattern must be an object, not ${JSON.stringify(pattern)}`);
  for (const [name, wanted] of Object.entries(pattern)) {
    if (name === '$or' && Array.isArray(wanted)) wanted.forEach(checkPattern);
    else if (Array.isArray(wanted)) wanted.forEach(checkRule);
    else checkPattern(wanted);
  }
}

function checkRule(rule: Json): void {
  if (!isFields(rule)) return;
  for (const operator of Object.keys(rule)) {
    if (!OPERATORS[operator]) throw new Error(`The event pattern operator "${operator}" cannot be run here`);
  }
}
