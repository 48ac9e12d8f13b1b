import type { Assembly, Resource } from './assembly.ts';
import { accessKeyOf } from './functions.ts';
import type { Caller } from './gateway.ts';
import type { Need } from './house.ts';
import type { Roles } from './roles.ts';

const nameOf = (roleArn: string) => roleArn.slice(roleArn.lastIndexOf('/') + 1);

/** Every function as the gateway meets it: an access key and the role behind it. */
export function callers(assembly: Assembly, roles: Roles, account: string): Map<string, Caller> {
  return new Map(
    assembly.byType('AWS::Lambda::Function').map((resource) => {
      const role = String(resource.properties['Role']);
      const arn = `arn:aws:sts::${account}:assumed-role/${nameOf(role)}/${resource.physicalId}`;
      return [
        accessKeyOf(resource),
        { name: resource.physicalId, arn, refusal: (need: Need) => roles.refusal(role, need) },
      ];
    }),
  );
}

const STREAM_ACTIONS = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];

/** Refuses a mapping whose function could not read its stream, as AWS does when the mapping is created. */
export function checkMappings(assembly: Assembly, roles: Roles, find: (name: string) => Resource): void {
  for (const { logicalId, properties } of assembly.byType('AWS::Lambda::EventSourceMapping')) {
    const role = String(find(String(properties['FunctionName'])).properties['Role']);
    const { OnFailure } = (properties['DestinationConfig'] ?? {}) as { OnFailure?: { Destination?: string } };
    const needs = STREAM_ACTIONS.map((action) => ({ action, resource: String(properties['EventSourceArn']) }));
    if (OnFailure?.Destination) needs.push({ action: 'sqs:SendMessage', resource: OnFailure.Destination });
    for (const need of needs) {
      const refusal = roles.refusal(role, need);
      if (refusal) throw new Error(`${logicalId}: ${nameOf(role)} may not ${need.action} ${need.resource}, ${refusal}`);
    }
  }
}
