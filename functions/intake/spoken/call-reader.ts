import type { PersonKey } from '#platform/personal/keyring.ts';
import { allOf } from '#platform/store/partition.ts';
import type { Table } from '#platform/store/table.ts';
import { CALLS, callEntity, type PhoneCall, recordingOf } from './call.ts';

/** A call with where its recording lies, in the clear. */
export type HeardCall = Omit<PhoneCall, 'ticketId' | 'recording'> & { readonly recording?: string };

/** The calls of a ticket, oldest first; without the customer's key nobody knows where their recordings lie. */
export type CallReader = { of(ticketId: string, key: PersonKey | undefined): Promise<HeardCall[]> };

export function callReader(table: () => Table): CallReader {
  return {
    of: async (ticketId, key) => {
      const calls = await allOf(table(), { pk: ticketId, begins: CALLS, entity: callEntity });
      return calls.map((call) => {
        const { ticketId: _, recording: __, ...numbers } = call;
        const recording = recordingOf(call, key);
        return { ...numbers, ...(recording && { recording }) };
      });
    },
  };
}
