import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { DefinitionBody, StateMachine, Wait, WaitTime } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Duration } from 'aws-cdk-lib/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { engineBinary } from '../../infra/local/engine.ts';
import { lockFolder } from '../../infra/local/lock.ts';
import { type RuntimeOptions, startRuntime } from '../../infra/local/runtime.ts';
import { aProcess } from './a-process.ts';
import { aFolder, aFunction, anAssembly, aTable } from './an-assembly.ts';

const DAY = 24 * 60 * 60 * 1000;

/** `POST /promises` starts a day's wait; when it ends, the reminder is written down. `GET` reads what is written. */
const assembly = anAssembly((stack) => {
  const table = aTable(stack);
  const remind = aFunction(
    stack,
    'Remind',
    `import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
     const client = new DynamoDBClient({});
     export const handler = async ({ name }) => {
       const Item = { pk: { S: 'reminder' }, sk: { S: name }, at: { S: new Date().toISOString() } };
       await client.send(new PutItemCommand({ TableName: 'Records', Item }));
     };`,
  );
  table.grantWriteData(remind);
  const wait = new Wait(stack, 'Wait a day', { time: WaitTime.duration(Duration.days(1)) });
  const machine = new StateMachine(stack, 'Promise', {
    definitionBody: DefinitionBody.fromChainable(
      wait.next(new LambdaInvoke(stack, 'Tell', { lambdaFunction: remind })),
    ),
  });
  const promise = aFunction(
    stack,
    'Make',
    `import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
     import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
     const [table, states] = [new DynamoDBClient({}), new SFNClient({})];
     export const handler = async ({ requestContext: { http }, body }) => {
       if (http.method === 'POST') {
         const { name } = JSON.parse(body);
         await states.send(new StartExecutionCommand({ stateMachineArn: process.env.MACHINE, name, input: body }));
         return { statusCode: 201, body: name };
       }
       const { Items } = await table.send(new QueryCommand({
         TableName: 'Records', KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': { S: 'reminder' } },
       }));
       return { reminders: Items.map(({ sk }) => sk.S) };
     };`,
    { environment: { MACHINE: machine.stateMachineArn } },
  );
  table.grantReadData(promise);
  machine.grantStartExecution(promise);
  const api = new HttpApi(stack, 'Api');
  api.addRoutes({ path: '/promises', integration: new HttpLambdaIntegration('Promises', promise) });
});

async function aRuntime(options: Partial<RuntimeOptions> = {}) {
  const runtime = await startRuntime({ assembly, ...options });
  onTestFinished(runtime.stop);
  return runtime;
}

const promise = (url: string, name: string) =>
  fetch(`${url}/promises`, { method: 'POST', body: JSON.stringify({ name }) });
const reminders = async (url: string) =>
  ((await (await fetch(`${url}/promises`)).json()) as { reminders: string[] }).reminders;

const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

describe('running a template', () => {
  it('does what the deployed system would do, at the time of the house', async () => {
    const { url, clock, settled, executions, counts } = await aRuntime();
    expect((await promise(url, 'call-mira')).status).toBe(201);
    await settled();
    expect(await reminders(url)).toEqual([]);

    await clock.moveTo(clock.now() + DAY + 1000);

    expect(await reminders(url)).toEqual(['call-mira']);
    expect(executions()).toMatchObject([{ name: 'call-mira', status: 'SUCCEEDED' }]);
    expect(counts()).toMatchObject({ 'states:StartExecution': 1, 'dynamodb:PutItem': 1 });
  });

  it('starts no state machine work while that is switched off', async () => {
    const { url, clock } = await aRuntime({ switches: { stateMachines: false } });
    await promise(url, 'call-mira');
    await clock.moveTo(clock.now() + DAY + 1000);

    expect(await reminders(url)).toEqual([]);
  });

  it('adds up what the calls consume while it is metered', async () => {
    const { url, meter, counts } = await aRuntime();
    meter(true);
    await reminders(url);

    expect(counts()['dynamodb:readUnits']).toBeGreaterThan(0);
  });

  it('names the package when the platform has no engine', () => {
    expect(() => engineBinary('plan9', 'mips')).toThrow('the package @dynoxide/plan9-mips is not installed');
  });
});

describe('killing a runtime', () => {
  it('ends the engine with it', async () => {
    const { engineUrl, kill } = await aProcess(assembly, aFolder());
    expect(await answers(engineUrl)).toBe(true);
    await kill();

    await expect.poll(() => answers(engineUrl), { timeout: 50_000 }).toBe(false);
  });

  it('loses neither what was written nor what waits', async () => {
    const folder = aFolder();
    const { url, kill } = await aProcess(assembly, folder);
    await promise(url, 'call-mira');
    await kill();

    const after = await aRuntime({ folder });
    await after.clock.moveTo(after.clock.now() + DAY + 1000);
    expect(await reminders(after.url)).toEqual(['call-mira']);
  });
});

describe('using a folder', () => {
  it('is refused while another runtime uses it', async () => {
    const folder = aFolder();
    await aRuntime({ folder });

    await expect(startRuntime({ assembly, folder })).rejects.toThrow(`${folder} is in use by another runtime`);
  });

  it('is refused to a template that wants other keys for a table it keeps', async () => {
    const folder = aFolder();
    await (await startRuntime({ assembly, folder })).stop();
    const other = anAssembly((stack) => {
      const partitionKey = { name: 'id', type: AttributeType.STRING };
      new Table(stack, 'Records', { tableName: 'Records', partitionKey, billingMode: BillingMode.PAY_PER_REQUEST });
    });

    await expect(startRuntime({ assembly: other, folder })).rejects.toThrow('the template wants id');
  });

  it('is allowed again once the other has gone', async () => {
    const folder = aFolder();
    lockFolder(folder)();

    expect(lockFolder(folder)).not.toThrow();
  });
});
