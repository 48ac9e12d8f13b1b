import * as z from 'zod';
import type { Call } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import type { Clock } from '#platform/time/instant.ts';
import { type StaffDirectory, StaffList } from './staff.ts';
import type { StaffStore } from './staff-store.ts';

export const WriteStaffInput = { body: StaffList };

/** How many stand in the directory now. The people themselves are not answered, for the answer is kept for a day. */
export const StaffWritten = z.object({ version: z.int(), people: z.int() });

type Needs = { staff: StaffStore; clock: Clock };

/** Writes the whole directory. */
export const writeStaff =
  ({ staff, clock }: Needs) =>
  async ({ body, actor, keep }: Call<typeof WriteStaffInput>) => {
    const answer = ({ version, people }: StaffDirectory) => ok({ version, people: people.length }, version);
    return answer(await staff.replace(body, { by: actor.id, at: clock() }, keep(answer)));
  };
