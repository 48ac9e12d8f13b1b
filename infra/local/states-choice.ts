type Json = Record<string, unknown>;

const COMPARISON =
  /^((String|Numeric|Timestamp)(Equals|LessThan|GreaterThan|LessThanEquals|GreaterThanEquals)(Path)?|StringMatches|BooleanEquals(Path)?|Is(Null|Present|Numeric|String|Boolean|Timestamp))$/;

/**
 * A Choice rule in words the engine takes as AWS does: it reads `IsPresent: false` as "never", and it compares values of
 * another type where AWS says no.
 */
export function choiceRule(rule: Json, refuse: (what: string) => never): Json {
  const { Next, Comment, Variable, And, Or, Not, ...comparisons } = rule;
  const then = Next === undefined ? {} : { Next };
  const inner = (part: unknown) =>
    choiceRule(isObject(part) ? part : refuse('a Choice rule that is no object'), refuse);
  const [comparison, ...others] = Object.entries(comparisons);
  const forms = [And, Or, Not, comparison].filter((form) => form !== undefined);
  if (forms.length !== 1 || others.length > 0) return refuse(`a Choice rule of several forms: ${JSON.stringify(rule)}`);
  if (Array.isArray(And)) return { And: And.map(inner), ...then };
  if (Array.isArray(Or)) return { Or: Or.map(inner), ...then };
  if (Not !== undefined) return { Not: inner(Not), ...then };
  if (!comparison || typeof Variable !== 'string') return refuse('a Choice rule without a Variable');
  return { ...compare(Variable, comparison[0], comparison[1], refuse), ...then };
}

function compare(Variable: string, operator: string, value: unknown, refuse: (what: string) => never): Json {
  if (!COMPARISON.test(operator)) return refuse(`the Choice operator ${operator}`);
  const plain = { Variable, [operator]: value };
  if (operator.startsWith('Is')) return value === false ? { Not: { Variable, [operator]: true } } : plain;
  if (operator === 'StringMatches' && /[?[\]{}()!@+|\\]/.test(String(value))) {
    return refuse(`StringMatches with more than "*": ${value}`);
  }
  if (/^(String|Numeric).*(Than|Matches)/.test(operator)) {
    return { And: [{ Variable, [operator.startsWith('String') ? 'IsString' : 'IsNumeric']: true }, plain] };
  }
  return plain;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
