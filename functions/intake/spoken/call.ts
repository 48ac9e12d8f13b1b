import * as z from 'zod';
import type { PersonKey } from '#platform/personal/keyring.ts';
import { Sealed } from '#platform/personal/sealed.ts';
import type { Put } from '#platform/store/commit.ts';
import { entity } from '#platform/store/entity.ts';
import { Instant } from '#platform/time/instant.ts';
import { TicketId } from '#tickets/ticket.ts';

/** One call on a ticket: who took it up, how long the customer waited and spoke, and where the recording lies. */
export const PhoneCall = z.object({
  ticketId: TicketId,
  agentNumber: z.string(),
  startedAt: Instant,
  waitSeconds: z.int().min(0),
  durationSeconds: z.int().min(0),
  recording: Sealed.optional(),
  by: z.string(),
  loggedAt: Instant,
});
export type PhoneCall = z.infer<typeof PhoneCall>;

export const CALLS = 'call#';
const keyOf = ({ ticketId, startedAt, agentNumber }: Pick<PhoneCall, 'ticketId' | 'startedAt' | 'agentNumber'>) => ({
  pk: ticketId,
  sk: `${CALLS}${startedAt}#${agentNumber}`,
});

export const callEntity = entity<PhoneCall>({ name: 'call', schema: PhoneCall, key: keyOf });

type Told = Omit<PhoneCall, 'recording'> & { readonly recording?: string | undefined };

/** A call to be saved with its ticket; recordings are often called by a number, so the caller's key seals it. */
export function callWrite({ recording, ...call }: Told, key: PersonKey): Put {
  const place = { ...keyOf(call), attribute: 'recording' };
  const sealed = recording === undefined ? {} : { recording: key.seal(place, recording) };
  return { put: callEntity.toItem({ ...call, ...sealed }), when: 'absent' };
}

/** Where the recording lies, in the clear; nowhere any more once the caller's key is destroyed. */
export const recordingOf = (call: PhoneCall, key: PersonKey | undefined): string | undefined =>
  call.recording && key?.open({ ...keyOf(call), attribute: 'recording' }, call.recording);
