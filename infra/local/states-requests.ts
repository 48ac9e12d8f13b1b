import { randomUUID } from 'node:crypto';
import { type AwsCall, AwsFault, type Need } from './house.ts';

const NAME_LIMIT = 80;
const INPUT_LIMIT = 262_144; // 256 KiB: Step Functions quotas
const FORBIDDEN_IN_NAMES = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;

export function needs({ operation, json }: AwsCall): Need[] {
  if (operation === 'StartExecution')
    return [{ action: 'states:StartExecution', resource: String(json['stateMachineArn']) }];
  return [{ action: `states:${operation}`, resource: String(json['executionArn']) }];
}

/** A StartExecution that AWS would accept. */
export function readStart({ stateMachineArn, name = randomUUID(), input = '{}' }: AwsCall['json']) {
  if (typeof stateMachineArn !== 'string') throw new AwsFault('ValidationException', "'stateMachineArn' must be given");
  if (typeof name !== 'string' || name.length === 0 || name.length > NAME_LIMIT || FORBIDDEN_IN_NAMES.test(name)) {
    throw new AwsFault('InvalidName', `Invalid Name: '${String(name)}'`);
  }
  if (typeof input !== 'string' || !isJson(input))
    throw new AwsFault('InvalidExecutionInput', 'Invalid State Machine Execution Input');
  if (Buffer.byteLength(input) > INPUT_LIMIT) {
    const sentence = `Value at 'input' failed to satisfy constraint: Member must have length less than or equal to ${INPUT_LIMIT}`;
    throw new AwsFault('ValidationException', `1 validation error detected: ${sentence}`);
  }
  return { machineArn: stateMachineArn, name, input };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export function executionArn({ executionArn }: AwsCall['json']): string {
  if (typeof executionArn !== 'string') throw new AwsFault('ValidationException', "'executionArn' must be given");
  return executionArn;
}

export function reasonOf({ error, cause }: AwsCall['json']) {
  return { ...(typeof error === 'string' && { error }), ...(typeof cause === 'string' && { cause }) };
}
