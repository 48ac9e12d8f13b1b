import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { personId } from '#platform/http/text.ts';
import type { StaffReader } from '#staff/staff-reader.ts';
import { type ActNeeds, act, OfTicket } from './act.ts';
import { assign } from './assign.ts';

export const AssignInput = { path: OfTicket, body: z.strictObject({ to: personId(64) }) };

type Needs = ActNeeds & { readonly staff: StaffReader };

/** Gives a ticket to somebody of the directory as it stands now. */
export const assignTicket =
  ({ staff, ...needs }: Needs) =>
  async (call: Call<typeof AssignInput>) => {
    const directory = await staff.directory();
    const given = act<Call<typeof AssignInput>>((ticket, { body: { to }, actor, at }) =>
      assign(ticket, { to, directory }, actor, at),
    );
    return given(needs)(call);
  };
