import { type Call, type Route, route } from '#platform/http/endpoint.ts';
import { ok } from '#platform/http/reply.ts';
import type { Clock as Time } from '#platform/time/instant.ts';
import { AcknowledgeInput, acknowledgeEscalation } from './acknowledge-escalation.ts';
import { CALENDAR_IDS } from './calendars.ts';
import type { ClockStore } from './clock-store.ts';
import { Policy } from './policy.ts';
import type { PolicyStore } from './policy-store.ts';
import type { Publication } from './publish-policy.ts';
import { ClocksView, ReadClocksInput, readClocks } from './read-clocks.ts';

type Needs = { readonly clocks: ClockStore; readonly policies: PolicyStore; readonly clock: Time };

const PublishInput = {
  body: Policy.partial({ version: true }).superRefine(({ calendars }, { addIssue }) => {
    for (const [kind, id] of Object.entries(calendars)) {
      if (CALENDAR_IDS.includes(id)) continue;
      addIssue({ code: 'custom', path: ['calendars', kind], message: 'is not a calendar of the house' });
    }
  }),
};
const inForce = ({ policy, active }: Publication) => ok(policy, active.version);

/** What the promises say and how they stand. */
export const routes: readonly Route<Needs>[] = [
  route({
    method: 'GET',
    path: '/v1/tickets/{ticketId}/clocks',
    may: 'policy.read',
    does: "Explain a ticket's clocks",
    input: ReadClocksInput,
    answer: { status: 200, schema: ClocksView },
    run: readClocks,
  }),
  route({
    method: 'POST',
    path: '/v1/tickets/{ticketId}/escalations/{level}/acknowledge',
    may: 'escalation.acknowledge',
    does: 'Acknowledge an escalation, so that it climbs no further',
    input: AcknowledgeInput,
    answer: { status: 200, schema: ClocksView },
    run: acknowledgeEscalation,
  }),
  route({
    method: 'GET',
    path: '/v1/policy',
    may: 'policy.read',
    does: 'Read the policy for new tickets',
    input: {},
    answer: { status: 200, schema: Policy },
    run:
      ({ policies }) =>
      async () =>
        inForce(await policies.current()),
  }),
  route({
    method: 'PUT',
    path: '/v1/policy',
    may: 'policy.write',
    does: 'Publish the next version of a policy for new tickets',
    input: PublishInput,
    answer: { status: 200, schema: Policy },
    run:
      ({ policies, clock }) =>
      async ({ body: { version: _, ...draft }, actor, keep }: Call<typeof PublishInput>) =>
        inForce(await policies.publish(draft, { by: actor.id, at: clock() }, keep(inForce))),
  }),
];
