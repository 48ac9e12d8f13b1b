import { describe, expect, it } from 'vitest';
import { eventsService } from '../../infra/local/events.ts';
import { ARN, aCall, aHouse, aResource } from './a-house.ts';

const LISTENER = `${ARN}:listen`;
const RULE = 'arn:aws:events:cn-north-1:123456789012:rule/bus/Rule';

function aBus(pattern: unknown, { permission = true, state = 'ENABLED' } = {}) {
  const rule = { EventBusName: 'Bus', EventPattern: pattern, State: state, Targets: [{ Id: 'one', Arn: LISTENER }] };
  const granted = {
    Action: 'lambda:InvokeFunction',
    Principal: 'events.amazonaws.com',
    FunctionName: LISTENER,
    SourceArn: RULE,
  };
  const rest = aHouse({
    resources: [
      aResource('AWS::Events::EventBus', 'Bus', {}, 'arn:aws:events:cn-north-1:123456789012:event-bus/Bus'),
      aResource('AWS::Events::Rule', 'Rule', rule, RULE),
      ...(permission ? [aResource('AWS::Lambda::Permission', 'Permission', granted)] : []),
    ],
  });
  const events = eventsService(rest.house);
  const put = async (entry: Record<string, unknown>) =>
    (await events.answer(aCall('PutEvents', { Entries: [{ EventBusName: 'Bus', ...anEvent, ...entry }] }))).body;
  return { ...rest, events, put };
}

const detail = { ticketId: 'tkt_1', class: 'A', level: 2, tags: ['vip', 'new'], by: { name: '王芳' } };
const anEvent = { Source: 'kefu.tickets', DetailType: 'TicketOpened', Detail: JSON.stringify(detail) };

describe('a rule hears an event', () => {
  it.each([
    ['whose source is named', { source: ['kefu.tickets'] }, true],
    ['whose source is another', { source: ['kefu.clocks'] }, false],
    ['of one of several types', { 'detail-type': ['TicketClosed', 'TicketOpened'] }, true],
    ['by prefix', { source: [{ prefix: 'kefu.' }] }, true],
    ['not by another prefix', { source: [{ prefix: 'shop.' }] }, false],
    ['by suffix', { 'detail-type': [{ suffix: 'Opened' }] }, true],
    ['unless it is anything but that', { detail: { class: [{ 'anything-but': ['A'] }] } }, false],
    ['when it is anything but something else', { detail: { class: [{ 'anything-but': 'C' }] } }, true],
    ['when a field exists', { detail: { ticketId: [{ exists: true }] } }, true],
    ['when a field is absent', { detail: { orderId: [{ exists: false }] } }, true],
    ['not when the absent field exists', { detail: { ticketId: [{ exists: false }] } }, false],
    ['by a number in a range', { detail: { level: [{ numeric: ['>', 1, '<=', 2] }] } }, true],
    ['not by a number outside', { detail: { level: [{ numeric: ['>', 2] }] } }, false],
    ['whatever the case', { detail: { class: [{ 'equals-ignore-case': 'a' }] } }, true],
    ['by one of a list', { detail: { tags: ['vip'] } }, true],
    ['by a nested field', { detail: { by: { name: ['王芳'] } } }, true],
    ['by either branch', { $or: [{ source: ['other'] }, { detail: { class: ['A'] } }] }, true],
    ['only when all fields agree', { source: ['kefu.tickets'], detail: { class: ['B'] } }, false],
  ])('%s', async (_, pattern, heard) => {
    const { put, delivered } = aBus(pattern);
    await put({});
    expect(delivered).toHaveLength(heard ? 1 : 0);
  });

  it('in the envelope AWS makes', async () => {
    const { put, delivered } = aBus({ source: ['kefu.tickets'] });
    const answer = await put({});
    expect(answer).toEqual({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
    expect(delivered[0]?.event).toEqual({
      version: '0',
      id: Object(answer).Entries[0].EventId,
      'detail-type': 'TicketOpened',
      source: 'kefu.tickets',
      account: '123456789012',
      time: expect.stringMatching(/^2026-01-01T00:\d\d:\d\dZ$/),
      region: 'cn-north-1',
      resources: [],
      detail,
    });
  });

  it('not while it is disabled', async () => {
    const { put, delivered } = aBus({ source: ['kefu.tickets'] }, { state: 'DISABLED' });
    await put({});
    expect(delivered).toEqual([]);
  });
});

describe('an entry', () => {
  it.each([
    [{ Source: '' }, 'InvalidArgument'],
    [{ DetailType: undefined }, 'InvalidArgument'],
    [{ Detail: '[1]' }, 'MalformedDetail'],
    [{ Detail: '{' }, 'MalformedDetail'],
    [{ Source: 'aws.ec2' }, 'NotAuthorizedForSourceException'],
  ])('%j fails alone with %s', async (entry, ErrorCode) => {
    const { put } = aBus({ source: ['kefu.tickets'] });
    expect(await put(entry)).toMatchObject({ FailedEntryCount: 1, Entries: [{ ErrorCode }] });
  });

  it.each([
    ['eleven of them', Array.from({ length: 11 }, () => anEvent)],
    ['none', []],
    ['more than 256 KB together', [{ ...anEvent, Detail: JSON.stringify({ text: 'a'.repeat(262_144) }) }]],
  ])('%s are refused together', async (_, Entries) => {
    const { events } = aBus({ source: ['kefu.tickets'] });
    await expect(events.answer(aCall('PutEvents', { Entries }))).rejects.toEqual(
      expect.objectContaining({ type: 'ValidationException' }),
    );
  });
});

describe('the buses', () => {
  it('need a grant for the bus that is named', () => {
    const { events } = aBus({ source: ['a'] });
    expect(events.needs(aCall('PutEvents', { Entries: [{ ...anEvent, EventBusName: 'Bus' }] }))).toEqual([
      { action: 'events:PutEvents', resource: 'arn:aws:events:cn-north-1:123456789012:event-bus/Bus' },
    ]);
  });

  it('refuse at the start a rule that may not invoke its function, and an operator nobody knows', () => {
    expect(() => aBus({ source: ['a'] }, { permission: false })).toThrow('AWS::Lambda::Permission');
    expect(() => aBus({ source: [{ soundex: 'a' }] })).toThrow('soundex');
  });
});
