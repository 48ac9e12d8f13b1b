import * as z from 'zod';
import { type Route, route } from '#platform/http/endpoint.ts';
import { discard } from './discard.ts';
import { AutomaticPage, ListAutomaticInput, listAutomatic } from './list-automatic.ts';
import { ListQuarantineInput, listQuarantine, QuarantinePage } from './list-quarantine.ts';
import { QuarantinedView } from './quarantined-view.ts';
import { OfQuarantined, QuarantinedInFull, readQuarantined } from './read-quarantined.ts';
import { release } from './release.ts';

type QuarantineNeeds = Parameters<typeof listQuarantine>[0] &
  Parameters<typeof listAutomatic>[0] &
  Parameters<typeof readQuarantined>[0] &
  Parameters<typeof release>[0] &
  Parameters<typeof discard>[0];

const Nothing = { path: OfQuarantined, body: z.strictObject({}).optional() };
const one = { status: 200, schema: QuarantinedView };

/** What people do with what could not be taken in by itself. */
export const routes: readonly Route<QuarantineNeeds>[] = [
  route({
    method: 'GET',
    path: '/v1/quarantine',
    may: 'quarantine.read',
    does: 'List what was set aside',
    input: ListQuarantineInput,
    answer: { status: 200, schema: QuarantinePage },
    run: listQuarantine,
  }),
  route({
    method: 'GET',
    path: '/v1/automatic-mails',
    may: 'quarantine.read',
    does: 'List the mails that no person wrote',
    input: ListAutomaticInput,
    answer: { status: 200, schema: AutomaticPage },
    run: listAutomatic,
  }),
  route({
    method: 'GET',
    path: '/v1/quarantine/{quarantineId}',
    may: 'quarantine.read',
    does: 'Read something that was set aside',
    input: { path: OfQuarantined },
    answer: { status: 200, schema: QuarantinedInFull },
    run: readQuarantined,
  }),
  route({
    method: 'POST',
    path: '/v1/quarantine/{quarantineId}/release',
    may: 'quarantine.decide',
    does: 'Make a ticket of something that was set aside',
    input: Nothing,
    answer: one,
    run: release,
  }),
  route({
    method: 'POST',
    path: '/v1/quarantine/{quarantineId}/discard',
    may: 'quarantine.decide',
    does: 'Leave aside what was set aside',
    input: Nothing,
    answer: one,
    run: discard,
  }),
];
