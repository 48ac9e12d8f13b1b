import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import { publish } from '#platform/events/publish.ts';
import { type Changed, stream } from '#platform/jobs/stream.ts';

const record = (sequence: string, after?: object, before?: object) => ({
  dynamodb: {
    SequenceNumber: sequence,
    ...(after && { NewImage: marshall(after) }),
    ...(before && { OldImage: marshall(before) }),
  },
});

describe('reading a stream', () => {
  it('hands over what was and what is, in order, and answers the places that failed', async () => {
    const seen: Changed[] = [];
    const handler = stream({
      needs: () => ['2'],
      run: (failing) => async (changes) => {
        seen.push(...changes);
        return failing;
      },
    });
    const Records = [
      record('1', { pk: 'a' }),
      record('2', { pk: 'b', n: 2 }, { pk: 'b', n: 1 }),
      record('3', undefined, { pk: 'c' }),
    ];

    expect(await handler({ Records } as never)).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
    expect(seen).toEqual([
      { sequence: '1', after: { pk: 'a' } },
      { sequence: '2', after: { pk: 'b', n: 2 }, before: { pk: 'b', n: 1 } },
      { sequence: '3', before: { pk: 'c' } },
    ]);
  });
});

describe('publishing facts', () => {
  const fact = (number: number): Changed => ({
    sequence: `s${number}`,
    after: {
      ...{ pk: 'tkt_1', sk: `t#${number}`, entity: 'event', said: { id: 'msg_1', text: 'sealed' } },
      ...{
        id: `tkt_1.${number}.0`,
        type: 'TicketOpened',
        subject: 'tkt_1',
        at: '2026-03-02T12:00:00.000Z',
        by: 'mira',
      },
    },
  });

  /** A bus that refuses these facts. */
  function aBus(refused: readonly string[]) {
    const calls: Record<string, unknown>[][] = [];
    const send = async ({ input }: { input: { Entries: Record<string, unknown>[] } }) => {
      calls.push(input.Entries);
      const isRefused = ({ Detail }: Record<string, unknown>) => refused.includes(JSON.parse(String(Detail)).id);
      return {
        Entries: input.Entries.map((entry) =>
          isRefused(entry) ? { ErrorCode: 'ThrottlingException' } : { EventId: 'e' },
        ),
      };
    };
    return { calls, client: { send } as never };
  }

  it('tells them ten at a time, without the keys of the table and what was said', async () => {
    const { calls, client } = aBus([]);
    const failed = await publish({ bus: 'house', client })(Array.from({ length: 23 }, (_, number) => fact(number)));

    expect(failed).toEqual([]);
    expect(calls.map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(calls[0]![0]).toMatchObject({ EventBusName: 'house', Source: 'kefu', DetailType: 'TicketOpened' });
    expect(JSON.parse(String(calls[0]![0]!['Detail']))).toEqual({
      ...{ id: 'tkt_1.0.0', type: 'TicketOpened', subject: 'tkt_1', at: '2026-03-02T12:00:00.000Z', by: 'mira' },
    });
  });

  it('answers the places of those that the bus refused', async () => {
    const { client } = aBus(['tkt_1.3.0', 'tkt_1.12.0']);

    expect(await publish({ bus: 'house', client })(Array.from({ length: 15 }, (_, number) => fact(number)))).toEqual([
      's3',
      's12',
    ]);
  });
});
