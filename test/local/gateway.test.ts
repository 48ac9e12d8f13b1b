import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, it } from 'vitest';
import { aFoundation } from './a-foundation.ts';
import { aFunction, anAssembly, aTable } from './an-assembly.ts';

const WRITER = `
  import { DynamoDBClient, PutItemCommand, TransactWriteItemsCommand, ScanCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
  const client = new DynamoDBClient({ maxAttempts: 1 });
  const TableName = 'Records';
  const Item = (pk) => ({ pk: { S: pk }, sk: { S: '1' } });
  const COMMANDS = {
    put: (pk) => new PutItemCommand({ TableName, Item: Item(pk) }),
    scan: () => new ScanCommand({ TableName }),
    query: (pk) => new QueryCommand({
      TableName, KeyConditionExpression: '#k = :k', ExpressionAttributeNames: { '#k': 'pk' }, ExpressionAttributeValues: { ':k': { S: pk } },
    }),
    check: (pk) => new TransactWriteItemsCommand({ TransactItems: [
      { Put: { TableName, Item: Item(pk) } },
      { ConditionCheck: { TableName, Key: Item('TICKET#2'), ConditionExpression: 'attribute_not_exists(pk)' } },
    ] }),
    elsewhere: (pk) => new PutItemCommand({ TableName: 'Nowhere', Item: Item(pk) }),
    invalid: () => new PutItemCommand({ TableName, Item: { pk: { S: 'TICKET#1' }, sk: { N: '1' } } }),
  };
  export const handler = async ({ command, pk = 'TICKET#1' }) => {
    try {
      await client.send(COMMANDS[command](pk));
      return 'done';
    } catch (error) {
      return error.name + ': ' + error.message;
    }
  };`;

const granting = (grant: (writer: Lambda, table: ITable) => void) =>
  anAssembly((stack) => grant(aFunction(stack, 'Writer', WRITER), aTable(stack)));

const only = (...actions: string[]) =>
  granting((writer, table) =>
    writer.addToRolePolicy(
      new PolicyStatement({
        actions: actions.map((action) => `dynamodb:${action}`),
        resources: [table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['TICKET#*'] } },
      }),
    ),
  );

async function ask(assembly: string, event: object) {
  const { house } = await aFoundation(assembly);
  return (await house.functions.invoke('Writer', event)) as { payload: string };
}

describe('calling AWS from a function', () => {
  it('does what the role grants', async () => {
    expect(await ask(only('PutItem'), { command: 'put' })).toEqual({ payload: 'done' });
  });

  it('is denied once the grant is removed', async () => {
    const { payload } = await ask(
      granting(() => {}),
      { command: 'put' },
    );

    expect(payload).toMatch(
      /^AccessDeniedException: User: arn:aws:sts::\d+:assumed-role\/WriterServiceRole\w+\/Writer is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:[\w-]+:\d+:table\/Records because no identity-based policy allows the dynamodb:PutItem action$/,
    );
  });

  it.each(['put', 'query'])('is denied a %s outside the partition keys the role names', async (command) => {
    const { payload } = await ask(only('PutItem', 'Query'), { command, pk: 'PERSON#1' });

    expect(payload).toMatch(/^AccessDeniedException/);
  });

  it('needs a grant for every kind of action in a transaction', async () => {
    expect((await ask(only('PutItem'), { command: 'check' })).payload).toContain('dynamodb:ConditionCheckItem');
    expect(await ask(only('PutItem', 'ConditionCheckItem'), { command: 'check' })).toEqual({ payload: 'done' });
  });

  it('lets an explicit deny win', async () => {
    const assembly = granting((writer, table) => {
      table.grantReadWriteData(writer);
      writer.addToRolePolicy(
        new PolicyStatement({ effect: 'Deny' as never, actions: ['dynamodb:Scan'], resources: [table.tableArn] }),
      );
    });

    expect((await ask(assembly, { command: 'scan' })).payload).toContain('with an explicit deny');
  });

  it('hears from the engine what AWS would say of a bad request', async () => {
    expect((await ask(only('PutItem'), { command: 'invalid' })).payload).toMatch(/^ValidationException/);
    expect((await ask(only('PutItem'), { command: 'elsewhere' })).payload).toMatch(/^ResourceNotFoundException/);
  });

  it.each([
    ['without a signature', {}, 'MissingAuthenticationTokenException'],
    ['of a stranger', signed('STRANGER', 'dynamodb'), 'UnrecognizedClientException'],
    ['to a service that does not run here', signed('STRANGER', 'braket'), 'UnknownEndpoint'],
    ['with a broken body', { ...signed('LOCALWriter', 'dynamodb'), broken: 'yes' }, 'SerializationException'],
  ])('refuses a call %s and lives on', async (_, headers, type) => {
    const { gateway } = await aFoundation(only('PutItem'));
    const body = 'broken' in headers ? '{"Item":' : '{"TableName":"Records","Item":{"pk":{"S":"a"}}}';
    const target = { 'x-amz-target': 'DynamoDB_20120810.PutItem' };
    const answer = await fetch(gateway.url, { method: 'POST', headers: { ...target, ...headers }, body });

    expect(await answer.json()).toMatchObject({ __type: type });
  });
});

function signed(key: string, service: string): Record<string, string> {
  return { authorization: `AWS4-HMAC-SHA256 Credential=${key}/20300302/x/${service}/aws4_request, Signature=0` };
}
