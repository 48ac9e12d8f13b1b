import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Loose, ofType, refers, resources, statements, text } from './template.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** The one open end: an execution's name is made when its clock starts; the machine before it is named. */
const EXECUTION =
  /^arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<Clocks\w+Machine\w+\.Name>:\*$/;

const allowed = statements();
const ofTable = allowed.filter(({ actions }) =>
  actions.some((action) => /^dynamodb:(?!.*Stream|.*Shard|GetRecords)/.test(action)),
);

describe('the roles', () => {
  it('allow and never deny', () => {
    expect(allowed.length).toBeGreaterThan(0);
    expect(allowed.filter(({ effect }) => effect !== 'Allow')).toEqual([]);
  });

  it('name every action in full', () => {
    expect(allowed.flatMap(({ actions }) => actions).filter((action) => !/^[\w-]+:[A-Za-z]+$/.test(action))).toEqual(
      [],
    );
  });

  it('name every resource in full, but the last part of an execution to be stopped and of a file', () => {
    const wide = allowed.flatMap(({ actions, resources: named }) =>
      named.filter((name) => name.includes('*')).map((name) => ({ actions, name })),
    );
    const files = wide.filter(({ actions }) => actions.every((action) => /^s3:(Get|Put|Delete)Object$/.test(action)));
    const open = wide.filter((one) => !files.includes(one));

    expect(files.filter(({ name }) => !/^<Platform\w+\.Arn>\/(incoming|raw|people)\/\*$/.test(name))).toEqual([]);

    expect(open.map(({ actions }) => actions)).toEqual(open.map(() => ['states:StopExecution']));
    expect(open.filter(({ name }) => !EXECUTION.test(name))).toEqual([]);
    expect(open.length).toBe(ofType('AWS::StepFunctions::StateMachine').length);
  });

  it('are assumed by one service each, and carry no managed policy', () => {
    for (const { props } of ofType('AWS::IAM::Role')) {
      expect(props.ManagedPolicyArns).toBeUndefined();
      expect(props.AssumeRolePolicyDocument.Statement).toHaveLength(1);
      expect(props.AssumeRolePolicyDocument.Statement[0].Principal.Service).toMatch(
        /^(lambda|states|scheduler)\.amazonaws\.com$/,
      );
    }
  });
});

describe('what every room holds of a person', () => {
  const readers = (name: string) => {
    const found = allowed.filter(({ actions, resources: named, condition }) => {
      const keys: string[] = condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? [];
      return (
        (actions.includes('dynamodb:GetItem') && keys.includes(name)) ||
        (actions.includes('s3:GetObject') && named.some((one) => one.endsWith(`/${name}`)))
      );
    });
    return new Set(found.flatMap(({ of }) => of));
  };

  it('is read by one function alone', () => {
    const all = ['fbk_*', 'qrt_*', 'auto_*', 'cnv_*', 'ntf_*', 'srv_*', 'tkt_*', 'raw/*', 'people/*'].map(readers);
    const [first = new Set<string>(), ...others] = all;

    expect([...first].filter((one) => others.every((other) => other.has(one)))).toEqual([
      expect.stringMatching(/^CustomersExportApi/),
    ]);
  });

  it('is read as it came by the function that copies it and the one that links a message to its mail', () => {
    expect([...readers('raw/*')].sort()).toEqual([
      expect.stringMatching(/^CustomersExportApi/),
      expect.stringMatching(/^IntakeFilesApi/),
    ]);
  });
});

describe('every statement on the table', () => {
  it.each(ofTable.map(({ of, ...rest }) => ({ of, ...rest })))(
    'of $of names the partitions it opens',
    ({ condition }) => {
      const keys = condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];

      expect(keys?.length).toBeGreaterThan(0);
      expect(keys.filter((key: string) => !/^[a-z]+[_#]\*$/.test(key))).toEqual([]);
    },
  );

  it('allows nothing that could go round the partitions', () => {
    const actions = new Set(ofTable.flatMap((statement) => statement.actions));

    // ForAllValues is true of no keys at all: a Scan has none.
    expect([...actions].sort()).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ]);
  });

  it('removes only what finds people, never what was said or promised before its time', () => {
    const removable = ofTable
      .filter(({ of, actions }) => actions.includes('dynamodb:DeleteItem') && !of.includes('RetireTickets'))
      .flatMap(({ condition }) => condition['ForAllValues:StringLike']['dynamodb:LeadingKeys']);

    expect([...new Set(removable)].filter((key) => /^(tkt|customer|policy|fbk|key)_/.test(key))).toEqual([]);
  });

  it('names the table, one index of it, or the table of keys', () => {
    const [table, keys] = ofType('AWS::DynamoDB::Table').toSorted((one) => (one.props.GlobalSecondaryIndexes ? -1 : 1));
    const indexes = table?.props.GlobalSecondaryIndexes.map(
      ({ IndexName }: Loose) => `<${table.id}.Arn>/index/${IndexName}`,
    );

    expect([...new Set(ofTable.flatMap((statement) => statement.resources))].sort()).toEqual(
      [`<${table?.id}.Arn>`, `<${keys?.id}.Arn>`, ...indexes].sort(),
    );
  });

  it('opens only partitions that some source spells', () => {
    const sources = globSync('functions/**/*.ts', { cwd: ROOT })
      .map((file) => readFileSync(resolve(ROOT, file), 'utf8'))
      .join('\n');
    const keys = new Set<string>(
      ofTable.flatMap(({ condition }) => condition['ForAllValues:StringLike']['dynamodb:LeadingKeys']),
    );

    expect([...keys].filter((key) => !spelt(sources, key.slice(0, -1)))).toEqual([]);
  });
});

/** `tkt_` stands in the table of ids as `'tkt'`; `open#` is half of a choice. */
const spelt = (sources: string, prefix: string) =>
  [prefix, `'${prefix.slice(0, -1)}'`].some((spelling) => sources.includes(spelling));

describe('the template', () => {
  // CloudFormation needs a name of these; the CDK makes one of the stack's.
  const MAY_BE_NAMED = [
    'AWS::Events::EventBus Name',
    'AWS::ApiGatewayV2::Api Name',
    'AWS::ApiGatewayV2::Authorizer Name',
  ];
  // Tokens and people carry these, so they are part of the house's words.
  const SPOKEN = ['AWS::Cognito::UserPoolGroup GroupName', 'AWS::Cognito::UserPoolResourceServer Name'];
  const NAME =
    /^(Name|(Table|Function|Role|Queue|Topic|StateMachine|Group|LogGroup|UserPool|Client|Alarm|Bucket|Rule)Name)$/;

  it('gives no physical names, so that two houses fit into one account', () => {
    const names = resources.flatMap(({ type, props }) =>
      Object.entries(props).flatMap(([key, value]) =>
        NAME.test(key) && typeof value === 'string' ? [`${type} ${key}`] : [],
      ),
    );

    expect([...new Set(names)].filter((name) => ![...MAY_BE_NAMED, ...SPOKEN].includes(name))).toEqual([]);
  });

  it('holds no circle of resources, which CloudFormation would refuse', () => {
    const needs = new Map(
      resources.map(({ id, whole }) => [
        id,
        [...new Set([...deepRefers(whole.Properties), ...(whole.DependsOn ?? [])])],
      ]),
    );

    expect(circle(needs)).toEqual([]);
  });

  it('is far from the 500 resources a stack may hold, and each function from the 20 KB of its policy', () => {
    const invokers = Map.groupBy(ofType('AWS::Lambda::Permission'), ({ props }) => text(props.FunctionName));

    expect(resources.length).toBeLessThan(450);
    expect(Math.max(...[...invokers.values()].map(({ length }) => length))).toBeLessThan(40); // half a KB each
  });
});

function deepRefers(value: Loose): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('Ref' in value || 'Fn::GetAtt' in value) return refers(value).filter((id) => !id.startsWith('AWS'));
  return Object.values(value).flatMap(deepRefers);
}

/** What is left when everything that waits for nothing is taken away again and again. */
function circle(needs: Map<string, string[]>): string[] {
  const left = new Map(needs);
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const [id, wanted] of left) if (!wanted.some((one) => left.has(one))) left.delete(id);
  }
  return [...left.keys()];
}
