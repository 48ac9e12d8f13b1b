import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { describe, expect, it } from 'vitest';
import { aFoundation } from './a-foundation.ts';
import { aFunction, anAssembly } from './an-assembly.ts';

const NOON = Date.parse('2030-03-02T12:00:00Z');

const assembly = anAssembly((stack) => {
  aFunction(stack, 'Count', 'let events = 0; export const handler = async () => (events += 1);');
  aFunction(stack, 'Greet', 'export const handler = async ({ name }) => ({ greeting: ["Hello", name].join(" ") });');
  aFunction(stack, 'Environment', 'export const handler = async () => process.env;', {
    environment: { COLOUR: 'red' },
  });
  aFunction(stack, 'Time', 'export const handler = async () => [new Date().getFullYear(), Date.now()];');
  aFunction(stack, 'Fail', "export const handler = async () => { throw new TypeError('no such shoe'); };");
  aFunction(stack, 'Exit', 'export const handler = async () => process.exit(3);');
  aFunction(
    stack,
    'Crash',
    "export const handler = () => new Promise(() => { setImmediate(() => { throw new Error('late'); }); });",
  );
  aFunction(stack, 'Hang', 'export const handler = () => new Promise(() => {});', { timeout: Duration.seconds(1) });
  aFunction(stack, 'Broken', "import './missing.mjs'; export const handler = () => 1;");
  aFunction(stack, 'Large', "export const handler = async () => 'x'.repeat(7 * 1024 * 1024);");
  aFunction(stack, 'Print', "export const handler = async () => console.log('a shoe was sold');");
  aFunction(
    stack,
    'Slow',
    'let busy = 0; export const handler = async () => { busy += 1; await new Promise((done) => setTimeout(done, 50)); const most = busy; busy -= 1; return most; };',
    {
      reservedConcurrentExecutions: 2,
    },
  );
  aFunction(stack, 'Unlucky', "export const handler = async () => { throw new Error('again'); };", {
    onFailure: new SqsDestination(new Queue(stack, 'Lost', { queueName: 'Lost' })),
    retryAttempts: 1,
  });
});

describe('invoking a function', () => {
  it('gives the answer of the deployed bundle', async () => {
    const { house } = await aFoundation(assembly);

    expect(await house.functions.invoke('Greet', { name: 'Mira' })).toEqual({ payload: { greeting: 'Hello Mira' } });
  });

  it('uses a warm instance again', async () => {
    const { house } = await aFoundation(assembly);
    await house.functions.invoke('Count', {});

    expect(await house.functions.invoke('Count', {})).toEqual({ payload: 2 });
  });

  it('starts another instance while the first is busy', async () => {
    const { house } = await aFoundation(assembly);
    const both = await Promise.all([house.functions.invoke('Count', {}), house.functions.invoke('Count', {})]);

    expect(both).toEqual([{ payload: 1 }, { payload: 1 }]);
  });

  it('gives an instance one event at a time, also beyond the reserved concurrency', async () => {
    const { house } = await aFoundation(assembly);
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => house.functions.invoke('Slow', {})));

    expect(outcomes).toEqual(Array(6).fill({ payload: 1 }));
  });

  it('shows a function its own environment and nothing of the host', async () => {
    const { house } = await aFoundation(assembly);
    const { payload } = (await house.functions.invoke('Environment', {})) as { payload: Record<string, string> };

    expect(payload).toMatchObject({ COLOUR: 'red', AWS_LAMBDA_FUNCTION_NAME: 'Environment' });
    expect(payload).not.toHaveProperty('HOME');
    expect(payload).not.toHaveProperty('NODE_OPTIONS');
  });

  it('happens at the time of the house', async () => {
    const { house } = await aFoundation(assembly, { start: NOON });
    const { payload } = (await house.functions.invoke('Time', {})) as { payload: [number, number] };

    expect(payload[0]).toBe(2030);
    expect(payload[1]).toBeGreaterThanOrEqual(NOON);
  });

  it.each([
    ['Fail', 'TypeError', 'no such shoe'],
    ['Exit', 'Runtime.ExitError', 'exit status 3'],
    ['Crash', 'Error', 'late'],
    ['Hang', 'Sandbox.Timedout', 'Task timed out after 1.00 seconds'],
    ['Broken', 'Error', 'missing.mjs'],
    ['Large', 'Function.ResponseSizeTooLarge', 'exceeded maximum allowed payload size'],
  ])('answers with the fault when the function %s', async (name, errorType, words) => {
    const { house } = await aFoundation(assembly);

    expect(await house.functions.invoke(name, {})).toMatchObject({
      fault: { errorType, errorMessage: expect.stringContaining(words) },
    });
  });

  it('begins anew after a crash', async () => {
    const { house } = await aFoundation(assembly);
    await house.functions.invoke('Exit', {});

    expect(await house.functions.invoke('Exit', {})).toMatchObject({ fault: { errorType: 'Runtime.ExitError' } });
  });

  it('keeps what the function printed', async () => {
    const { house, output } = await aFoundation(assembly);
    await house.functions.invoke('Print', {});

    expect(output.lines()).toContain('Print a shoe was sold');
  });
});

describe('delivering an event to a function', () => {
  it('tries again after a minute and then sends the event to the on-failure queue', async () => {
    const { house, letters } = await aFoundation(assembly, { start: NOON });
    house.functions.deliver('Unlucky', { order: 7 });
    await house.work.settled();
    expect(letters).toEqual([]);

    await house.clock.moveTo(NOON + 10 * 60_000);

    expect(letters).toMatchObject([
      {
        queue: 'Lost',
        body: {
          requestPayload: { order: 7 },
          requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 2 },
        },
      },
    ]);
  });
});
