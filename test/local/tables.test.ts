import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Foundation, startFoundation } from '../../infra/local/foundation.ts';
import { accessKeyOf, functionNamed } from '../../infra/local/functions.ts';
import { aCaller, callThrough } from './a-caller.ts';
import { anAssembly, aTable } from './an-assembly.ts';

/** Two tables, one of them with a partition key alone; the narrow caller may touch `PERSON#…` there, and read nothing. */
const assembly = anAssembly((stack) => {
  const records = aTable(stack);
  const keys = new Table(stack, 'Keys', {
    tableName: 'Keys',
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 7 },
  });
  const all = aCaller(stack, 'All', 'client-dynamodb', 'DynamoDBClient');
  records.grantReadWriteData(all);
  keys.grantReadWriteData(all);
  const narrow = (id: string, actions: string[], resources = [keys.tableArn]) =>
    aCaller(stack, id, 'client-dynamodb', 'DynamoDBClient').addToRolePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: actions.map((action) => `dynamodb:${action}`),
        resources,
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['PERSON#*'] } },
      }),
    );
  narrow('Writer', ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'ConditionCheckItem', 'BatchGetItem']);
  narrow('Putter', ['PutItem']);
});

let foundation: Foundation;
beforeAll(async () => {
  foundation = await startFoundation({
    assembly,
    urls: { api: 'http://127.0.0.1:1', issuer: 'http://127.0.0.1:2' },
    services: () => ({ services: [], sendToQueue: () => {} }),
  });
  return foundation.stop;
});

const as = (id: string) => callThrough(foundation.house.functions, id);
const TableName = 'Keys';
const key = (pk: string) => ({ pk: { S: pk } });
const inBatch = (pk: string) => ({ RequestItems: { Keys: [{ DeleteRequest: { Key: key(pk) } }] } });
const together = (...TransactItems: object[]) => ({ TransactItems });
const gone = { ConditionExpression: 'attribute_not_exists(pk)' };

describe('a second table', () => {
  it('with a partition key alone is written, read and emptied beside the first', async () => {
    const all = as('All');
    const wrapped = { ...key('PERSON#1'), wrapped: { S: 'a' } };
    const record = { TableName: 'Records', Item: { ...key('TICKET#1'), sk: { S: 'a' } } };
    await all('TransactWriteItems', together({ Put: { TableName, Item: wrapped } }, { Put: record }));
    expect(await all('GetItem', { TableName, Key: key('PERSON#1') })).toEqual({ Item: wrapped });
    expect(await all('DeleteItem', { TableName, Key: key('PERSON#1') })).toEqual({});
    expect(await all('GetItem', { TableName, Key: key('PERSON#1') })).toEqual({});
    expect(await all('Scan', { TableName: 'Records' })).toMatchObject({ Count: 1 });
  });

  it('refuses a sort key that it has not', async () => {
    expect(await as('All')('GetItem', { TableName, Key: { ...key('PERSON#1'), sk: { S: 'a' } } })).toMatchObject({
      error: 'ValidationException',
    });
  });
});

describe('a role for some partition keys', () => {
  const mine: [string, object][] = [
    ['PutItem', { TableName, Item: key('PERSON#2') }],
    ['UpdateItem', { TableName, Key: key('PERSON#2') }],
    ['BatchWriteItem', inBatch('PERSON#2')],
    ['BatchGetItem', { RequestItems: { Keys: { Keys: [key('PERSON#2')] } } }],
    ['TransactWriteItems', together({ Update: { TableName, Key: key('PERSON#2'), UpdateExpression: 'SET a = pk' } })],
    ['TransactWriteItems', together({ Delete: { TableName, Key: key('PERSON#2') } })],
    ['TransactWriteItems', together({ ConditionCheck: { TableName, Key: key('PERSON#2'), ...gone } })],
    ['DeleteItem', { TableName, Key: key('PERSON#2') }],
  ];

  it.each(mine)('may %s %j there', async (command, input) => {
    expect(await as('Writer')(command, input)).not.toHaveProperty('error');
  });

  it.each(mine)('may not %s elsewhere', async (command, input) => {
    const elsewhere = JSON.parse(JSON.stringify(input).replaceAll('PERSON#2', 'STAFF#2'));
    expect(await as('Writer')(command, elsewhere)).toMatchObject({ error: 'AccessDeniedException' });
  });

  it.each(mine.slice(1))('may not %s %j when it may only put', async (command, input) => {
    expect(await as('Putter')(command, input)).toMatchObject({ error: 'AccessDeniedException' });
  });

  it('may not hide a foreign item behind a key of its own', async () => {
    const disguised = { Put: { TableName, Item: key('STAFF#2'), Key: key('PERSON#2') } };
    const writer = functionNamed(foundation.house.assembly, 'Writer');
    const answer = await fetch(foundation.gateway.url, {
      method: 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyOf(writer)}/20260101/x/dynamodb/aws4_request, Signature=0`,
        'x-amz-target': 'DynamoDB_20120810.TransactWriteItems',
      },
      body: JSON.stringify(together(disguised)),
    });
    expect(await answer.json()).toMatchObject({ __type: 'AccessDeniedException' });
  });
});
