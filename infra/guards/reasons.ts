import { type Stack, Validations } from 'aws-cdk-lib';

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

const REASONS: readonly Reason[] = [
  ...['response', 'resolution', 'followUp', 'duty'].flatMap(machine),
  ...['openapi.json', 'docs', 'health'].map(open),
  {
    path: '/Kefu/Clocks/RunClocks/Role/DefaultPolicy/Resource',
    id: 'AwsSolutions-IAM5',
    reason:
      'RunClocks: StopExecution names an execution, whose last part is made when its clock starts; the machine before it is named',
  },
];

/** Each rule that does not fit, silenced for one resource with the reason that names it. */
export function reasons(stack: Stack): void {
  for (const { path, id, reason } of REASONS) {
    const resource = stack.node.findAll().find(({ node }) => `/${node.path}` === path);
    if (!resource) throw new Error(`A rule is silenced for ${path}, which does not exist`);
    Validations.of(resource).acknowledge({ id, reason });
  }
}
