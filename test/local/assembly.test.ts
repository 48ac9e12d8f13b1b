import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { CfnOutput, CfnParameter, CfnResource, Fn, RemovalPolicy, type Stack } from 'aws-cdk-lib/core';
import { describe, expect, it } from 'vitest';
import { readAssembly } from '../../infra/local/assembly.ts';
import { roles } from '../../infra/local/roles.ts';
import { aFunction, anAssembly, aTable } from './an-assembly.ts';

const options = {
  region: 'cn-north-1',
  account: '123456789012',
  urls: { api: 'http://api', issuer: 'http://issuer', gateway: 'http://gateway' },
};
const read = (build: (stack: Stack) => void) => readAssembly(anAssembly(build), options);

/** What a function's environment holds after the template was read. */
const resolved = (value: (stack: Stack) => string) => {
  const assembly = read((stack) =>
    aFunction(stack, 'Reader', 'export const handler = () => 1;', { environment: { VALUE: value(stack) } }),
  );
  const [reader] = assembly.byType('AWS::Lambda::Function');
  return (reader!.properties['Environment'] as { Variables: { VALUE: string } }).Variables.VALUE;
};

describe('reading a template', () => {
  it.each<[string, (stack: Stack) => string, string]>([
    ['a reference to a table', (stack) => aTable(stack).tableName, 'Records'],
    ['an ARN', (stack) => aTable(stack).tableArn, 'arn:aws:dynamodb:cn-north-1:123456789012:table/Records'],
    [
      'the address of a queue',
      (stack) => new Queue(stack, 'Lost', { queueName: 'Lost' }).queueUrl,
      'http://gateway/123456789012/Lost',
    ],
    ['a join', (stack) => `${stack.region}/${stack.partition}/${stack.stackName}`, 'cn-north-1/aws/Small'],
    [
      'a substitution',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own notation
      () => Fn.sub('${AWS::AccountId}-${Name}-${!Kept}', { Name: 'shoes' }),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own notation
      '123456789012-shoes-${Kept}',
    ],
    ['a choice of a split text', () => Fn.select(1, Fn.split('-', Fn.ref('AWS::Region'))), 'north'],
    [
      'a parameter with a default',
      (stack) => new CfnParameter(stack, 'Colour', { default: 'red' }).valueAsString,
      'red',
    ],
    ['the issuer of a user pool', (stack) => pool(stack).userPoolProviderUrl, 'http://issuer'],
    [
      'an issuer spelt by hand',
      (stack) => `https://cognito-idp.${stack.region}.amazonaws.com/${pool(stack).userPoolId}`,
      'http://issuer',
    ],
  ])('resolves %s', (_, value, expected) => {
    expect(resolved(value)).toBe(expected);
  });

  it('gives a parameter what it is given, and refuses one that the template has not', () => {
    const folder = anAssembly((stack) => {
      const colour = new CfnParameter(stack, 'Colour', { default: 'red' }).valueAsString;
      aTable(stack);
      new CfnOutput(stack, 'Shown', { value: colour });
    });

    expect(readAssembly(folder, options).outputs).toEqual({ Shown: 'red' });
    expect(readAssembly(folder, { ...options, parameters: { Colour: 'blue' } }).outputs).toEqual({ Shown: 'blue' });
    expect(() => readAssembly(folder, { ...options, parameters: { Color: 'blue' } })).toThrow(
      'The template has no parameter Color',
    );
  });

  it('finds the code of a function', () => {
    const assembly = read((stack) => aFunction(stack, 'Reader', 'export const handler = () => 1;'));

    expect(assembly.assetFolder(assembly.byType('AWS::Lambda::Function')[0]!)).toMatch(/asset\.\w{64}$/);
  });

  it('leaves alone what has no effect here', () => {
    const assembly = read((stack) => new LogGroup(stack, 'Lines', { removalPolicy: RemovalPolicy.DESTROY }));

    expect(assembly.byType('AWS::Logs::LogGroup')).toHaveLength(1);
  });
});

const FUNCTION = 'arn:aws:lambda:cn-north-1:123456789012:function:f';

describe('refusing a template', () => {
  it.each<[string, (stack: Stack) => unknown, RegExp]>([
    [
      'a type it does not run',
      (stack) => new CfnResource(stack, 'Cluster', { type: 'AWS::ECS::Cluster' }),
      /Cluster \(AWS::ECS::Cluster\): this type is not supported/,
    ],
    [
      'a property it does not honour',
      (stack) => new CfnResource(stack, 'Lost', { type: 'AWS::SQS::Queue', properties: { FifoQueue: true } }),
      /Lost \(AWS::SQS::Queue\): the property FifoQueue cannot be honoured here/,
    ],
    [
      'a value it does not honour',
      (stack) =>
        new CfnTable(stack, 'Records', {
          keySchema: [{ attributeName: 'pk', keyType: 'HASH' }],
          streamSpecification: { streamViewType: 'KEYS_ONLY' },
        }),
      /Records \(AWS::DynamoDB::Table\): StreamViewType must be NEW_AND_OLD_IMAGES, not "KEYS_ONLY"/,
    ],
    [
      'a part of a rule that it does not run',
      (stack) =>
        new CfnRule(stack, 'Heard', {
          eventPattern: { source: ['kefu'] },
          targets: [{ id: 'one', arn: FUNCTION, inputPath: '$.detail' }],
        }),
      /Heard \(AWS::Events::Rule\): Targets.InputPath cannot be honoured here/,
    ],
    [
      'a role that a rule does not need',
      (stack) =>
        new CfnRule(stack, 'Heard', {
          eventPattern: { source: ['kefu'] },
          targets: [{ id: 'one', arn: FUNCTION, roleArn: 'arn:aws:iam::123456789012:role/r' }],
        }),
      /Targets.RoleArn cannot be honoured here/,
    ],
    [
      'a schedule that may come when it likes',
      (stack) =>
        new CfnSchedule(stack, 'Sometimes', {
          ...{
            scheduleExpression: 'rate(1 hour)',
            flexibleTimeWindow: { mode: 'FLEXIBLE', maximumWindowInMinutes: 5 },
          },
          target: { arn: FUNCTION, roleArn: 'arn:aws:iam::123456789012:role/r' },
        }),
      /Sometimes \(AWS::Scheduler::Schedule\): FlexibleTimeWindow.Mode must be OFF, not "FLEXIBLE"/,
    ],
    [
      'an intrinsic it does not know',
      (stack) => new Queue(stack, 'Lost', { queueName: Fn.importValue('elsewhere') }),
      /The intrinsic Fn::ImportValue cannot be resolved here/,
    ],
  ])('names %s', (_, build, words) => {
    expect(() => read(build)).toThrow(words);
  });

  it.each<[string, Partial<ConstructorParameters<typeof PolicyStatement>[0]>, RegExp]>([
    [
      'a policy condition it does not know',
      { conditions: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } },
      /IpAddress aws:SourceIp/,
    ],
    [
      'a condition key it does not know',
      { conditions: { StringLike: { 'dynamodb:Select': 'COUNT' } } },
      /dynamodb:Select/,
    ],
    ['a statement of everything but', { effect: Effect.DENY, actions: [], notActions: ['sqs:*'] }, /NotAction/],
  ])('names %s', (_, statement, words) => {
    const assembly = read((stack) => {
      const reader = aFunction(stack, 'Reader', 'export const handler = () => 1;');
      reader.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: ['*'], ...statement }));
    });

    expect(() => roles(assembly)).toThrow(words);
  });
});

const pool = (stack: Stack) => new UserPool(stack, 'People', { removalPolicy: RemovalPolicy.DESTROY });
