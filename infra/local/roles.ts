import type { Assembly } from './assembly.ts';
import type { Need } from './house.ts';
import { wildcard } from './pattern.ts';

type Statement = {
  Effect: 'Allow' | 'Deny';
  Action: string | string[];
  Resource: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
};
type Rule = { deny: boolean; action: RegExp; resource: RegExp; holds: (need: Need) => boolean };

export type Roles = {
  /** Why the role (ARN or name) may not do this; undefined when it may. */
  refusal(role: string, need: Need): string | undefined;
};

/** Reads every role of the template; a statement whose meaning the house does not know is refused here. */
export function roles(assembly: Assembly): Roles {
  const rules = new Map<string, Rule[]>();
  for (const { physicalId, logicalId, properties } of assembly.byType('AWS::IAM::Role')) {
    rules.set(physicalId, inlineRules(logicalId, properties));
  }
  for (const { logicalId, properties } of assembly.byType('AWS::IAM::Policy')) {
    const granted = compile(logicalId, properties['PolicyDocument']);
    for (const role of (properties['Roles'] ?? []) as string[]) rules.get(role)?.push(...granted);
  }
  return {
    refusal(role, need) {
      const name = role.slice(role.lastIndexOf('/') + 1);
      return verdict(rules.get(name) ?? [], need);
    },
  };
}

function verdict(rules: Rule[], need: Need): string | undefined {
  let allowed = false;
  for (const { deny, action, resource, holds } of rules) {
    if (!action.test(need.action) || !resource.test(need.resource) || !holds(need)) continue;
    if (deny) return `with an explicit deny in an identity-based policy`;
    allowed = true;
  }
  return allowed ? undefined : `because no identity-based policy allows the ${need.action} action`;
}

const LOGS_ONLY = /^arn:[^:]+:iam::aws:policy\/service-role\/AWSLambdaBasicExecutionRole$/;

function inlineRules(logicalId: string, properties: Record<string, unknown>): Rule[] {
  for (const policy of (properties['ManagedPolicyArns'] ?? []) as string[]) {
    if (!LOGS_ONLY.test(policy)) throw new Error(`${logicalId}: the managed policy ${policy} is not known here`);
  }
  const policies = (properties['Policies'] ?? []) as { PolicyDocument: unknown }[];
  return policies.flatMap(({ PolicyDocument }) => compile(logicalId, PolicyDocument));
}

const many = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

function compile(logicalId: string, document: unknown): Rule[] {
  const { Statement } = document as { Statement: Statement | Statement[] };
  return many(Statement).flatMap((statement) => {
    const unknown = Object.keys(statement).filter((key) => !STATEMENT.includes(key));
    if (unknown.length > 0)
      throw new Error(`${logicalId}: a policy with ${unknown.join(', ')} cannot be evaluated here`);
    const holds = conditions(logicalId, statement.Condition ?? {});
    return many(statement.Action).flatMap((action) =>
      many(statement.Resource).map((resource) => ({
        deny: statement.Effect === 'Deny',
        action: new RegExp(pattern(action), 'i'),
        resource: new RegExp(pattern(resource)),
        holds,
      })),
    );
  });
}

const STATEMENT = ['Sid', 'Effect', 'Action', 'Resource', 'Condition'];

const pattern = (text: string) => wildcard(text).source.replaceAll('\\?', '.');

const KEYS: Record<string, (need: Need) => string[] | undefined> = {
  'dynamodb:LeadingKeys': (need) => need.leadingKeys,
  's3:prefix': (need) => need.context?.['s3:prefix'],
  'ses:FromAddress': (need) => need.context?.['ses:FromAddress'],
  'ses:Recipients': (need) => need.context?.['ses:Recipients'],
};

/** The values a call brings for a condition key; undefined when the house does not know the key. */
function reader(key: string): ((need: Need) => string[] | undefined) | undefined {
  if (key.startsWith('kms:EncryptionContext:')) return ({ context }) => context?.[key];
  return KEYS[key];
}

type Fits = (value: string) => boolean;

const like = (wanted: string): Fits => {
  const expression = new RegExp(pattern(wanted));
  return (value) => expression.test(value);
};
const equal =
  (wanted: string): Fits =>
  (value) =>
    value === wanted;

const TESTS: Record<string, { test: (wanted: string) => Fits; every: boolean }> = {
  StringEquals: { test: equal, every: false },
  StringLike: { test: like, every: false },
  'ForAllValues:StringEquals': { test: equal, every: true },
  'ForAllValues:StringLike': { test: like, every: true },
  'ForAnyValue:StringEquals': { test: equal, every: false },
  'ForAnyValue:StringLike': { test: like, every: false },
};

/** ForAllValues is true of no values at all, as in AWS; the others need one value that fits. */
function conditions(logicalId: string, wanted: NonNullable<Statement['Condition']>): (need: Need) => boolean {
  const checks = Object.entries(wanted).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => {
      const [comparison, read] = [TESTS[operator], reader(key)];
      if (!comparison || !read) {
        throw new Error(`${logicalId}: the policy condition ${operator} ${key} cannot be evaluated here`);
      }
      const tests = many(values).map(comparison.test);
      const fits: Fits = (value) => tests.some((test) => test(value));
      return (need: Need) => {
        const present = read(need) ?? [];
        return comparison.every ? present.every(fits) : present.some(fits);
      };
    }),
  );
  return (need) => checks.every((check) => check(need));
}
