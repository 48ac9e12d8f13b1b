import { type Stack, Token, Validations } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';

type Reason = { readonly path: string; readonly id: string; readonly reason: string };

const machine = (family: string): Reason[] => [
  {
    path: `/Kefu/Clocks/${family}Clock/Machine/Resource`,
    id: 'AwsSolutions-SF1',
    reason: `${family}Clock/Machine: Step Functions keeps each execution's history for 90 days, its input is ids and instants; logging ALL events would double its cost`,
  },
  {
    path: `/Kefu/Clocks/${family}Clock/Machine/Resource`,
    id: 'AwsSolutions-SF2',
    reason: `${family}Clock/Machine: it waits and calls one function; the clock's own record tells when it was due and when it was looked at, and tracing needs a role with a wildcard`,
  },
];

const open = (route: string): Reason => ({
  path: `/Kefu/Platform/Http/Api/GET--${route}/Resource`,
  id: 'AwsSolutions-APIG4',
  reason: `GET /${route}: the API's own description and health are public and hold no data`,
});

const FAMILIES = ['response', 'resolution', 'followUp', 'duty'];

/** StopExecution names an execution, whose last part is made when its clock starts; the machine before it is named. */
function stopping(stack: Stack, family: string): Reason {
  const machine = stack.node.findChild('Clocks').node.findChild(`${family}Clock`).node.findChild('Machine')
    .node.defaultChild;
  const name = machine instanceof CfnStateMachine ? stack.resolve(machine.logicalId) : '';
  const region = Token.isUnresolved(stack.region) ? '<AWS::Region>' : stack.region;
  const executions = `arn:<AWS::Partition>:states:${region}:<AWS::AccountId>:execution:<${name}.Name>:*`;
  return {
    path: '/Kefu/Clocks/RunClocks/Role/DefaultPolicy/Resource',
    id: `AwsSolutions-IAM5[Resource::${executions}]`,
    reason: `RunClocks: the name of an execution of ${family}Clock is made when its clock starts`,
  };
}

const deadLetters = (queue: string): Reason => ({
  path: `/Kefu/Platform/${queue}/Queue/Resource`,
  id: 'AwsSolutions-SQS3',
  reason: `${queue}: it is itself where undelivered work ends, by destinations of functions, rules and schedules, which the rule does not see`,
});

/** A file's key is made when it comes; a role names the prefix before it. */
function openPrefixes(stack: Stack): Reason[] {
  return stack.node.findAll().flatMap((policy) => {
    if (!(policy instanceof CfnPolicy)) return [];
    const { Statement } = stack.resolve(policy.policyDocument) as { Statement: { Resource: unknown }[] };
    const open = Statement.flatMap(({ Resource }) => (Array.isArray(Resource) ? Resource : [Resource])).flatMap(prefix);
    const owner = policy.node.path.split('/').slice(1, 3).join('/');
    return [...new Set(open)].map((name) => ({
      path: `/${policy.node.path}`,
      id: `AwsSolutions-IAM5[Resource::${name}]`,
      reason: `${owner}: the keys of files are made when they come; the prefix they begin with is named`,
    }));
  });
}

function prefix(resource: unknown): string[] {
  const [, parts = []] = (resource as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'] ?? [];
  const [bucket, rest] = parts;
  const [id, attribute] = (bucket as { 'Fn::GetAtt'?: string[] } | undefined)?.['Fn::GetAtt'] ?? [];
  return attribute === 'Arn' && typeof rest === 'string' && /^\/[a-z]+\/\*$/.test(rest) ? [`<${id}.Arn>${rest}`] : [];
}

const files: Reason = {
  path: '/Kefu/Platform/Files/Bucket/Resource',
  id: 'AwsSolutions-S1',
  reason:
    'Files/Bucket: only functions of the house reach it, and who read what of a person stands in the audit chain; an access log would name people once more',
};

function allReasons(stack: Stack): Reason[] {
  const cognito: Reason = {
    path: '/Kefu/SignIn/People/Resource',
    id: 'AwsSolutions-COG8',
    reason: 'SignIn/People: the plus plan costs more per person than the rest of the house; MFA is required instead',
  };
  return [
    ...FAMILIES.flatMap(machine),
    ...FAMILIES.map((family) => stopping(stack, family)),
    ...['openapi.json', 'docs', 'health'].map(open),
    ...['UntoldChanges', 'UndeliveredWork'].map(deadLetters),
    files,
    ...openPrefixes(stack),
    ...(stack.node.tryFindChild('SignIn')?.node.tryFindChild('People') ? [cognito] : []),
  ];
}

/** Each rule that does not fit, silenced for one resource with the reason that names it. */
export function reasons(stack: Stack): void {
  for (const { path, id, reason } of allReasons(stack)) {
    const resource = stack.node.findAll().find(({ node }) => `/${node.path}` === path);
    if (!resource) throw new Error(`A rule is silenced for ${path}, which does not exist`);
    Validations.of(resource).acknowledge({ id, reason });
  }
}
