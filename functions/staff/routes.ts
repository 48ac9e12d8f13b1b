import { type Route, route } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import { StaffDirectory } from './staff.ts';
import { StaffWritten, WriteStaffInput, writeStaff } from './write-staff.ts';

type Needs = Parameters<typeof writeStaff>[0];

/** Who works here, in which role, and how to reach them. */
export const routes: readonly Route<Needs>[] = [
  route({
    method: 'GET',
    path: '/v1/staff',
    may: 'staff.read',
    does: 'Read the staff directory',
    input: {},
    answer: { status: 200, schema: StaffDirectory },
    run:
      ({ staff }) =>
      async () => {
        const directory = await staff.directory();
        return ok(directory, directory.version);
      },
  }),
  route({
    method: 'PUT',
    path: '/v1/staff',
    may: 'staff.write',
    does: 'Write the whole staff directory',
    input: WriteStaffInput,
    answer: { status: 200, schema: StaffWritten },
    run: writeStaff,
  }),
];
