import type { ClockKind, Told } from '#clocks/clock.ts';
import type { Instant } from '#platform/time/instant.ts';
import type { StaffRole } from '#staff/staff.ts';
import type { Heard } from './heard.ts';
import type { Untold } from './notice.ts';
import type { Template } from './template.ts';

/** Whom: the customer of the ticket, whoever holds it, a person, or everybody with a role. */
type To =
  | { readonly who: 'customer' }
  | { readonly who: 'owner' }
  | { readonly who: 'person'; readonly id: string }
  | { readonly who: 'role'; readonly role: StaffRole };

/** Somebody is to be told something; `level` is the escalation's, `clock` the promise it is about, `why` the reason. */
export type Telling = {
  readonly to: To;
  readonly template: Template;
  readonly level?: number;
  readonly clock?: { readonly kind: ClockKind; readonly dueAt: Instant };
  readonly why?: Untold;
};

const customer = { who: 'customer' } as const;
const owner = { who: 'owner' } as const;
const role = (name: StaffRole) => ({ who: 'role', role: name }) as const;

/** Who is told of a fact, with which words (domain §5.10); nobody for most facts. */
export function tell(heard: Heard): readonly Telling[] {
  switch (heard.type) {
    case 'TicketOpened':
      return opened(heard);
    case 'TicketAssigned':
      return heard.to === heard.by ? [] : [{ to: { who: 'person', id: heard.to }, template: 'assigned' }];
    case 'TicketReplied':
      return reply(heard);
    case 'SolutionOffered':
      return [{ to: customer, template: 'solutionOffered' }];
    case 'SolutionRejected':
      return rejected(heard);
    case 'TicketResolved':
      return [{ to: customer, template: 'resolved' }];
    case 'TicketClosed':
      return heard.clocks
        .filter(({ kind, did }) => kind === 'followUp' && did === 'started')
        .map(({ kind, dueAt }) => ({ to: customer, template: 'followUpComing', clock: { kind, dueAt } }));
    case 'FollowUpRecorded':
      return heard.satisfied
        ? [{ to: customer, template: 'thanked' }]
        : [role('director'), owner].map((to) => ({ to, template: 'dissatisfied' }));
    case 'TicketReopened':
      return [
        ...(heard.silent ? [] : [{ to: customer, template: 'reopened' as const }]),
        ...[owner, role('teamLeader')].map((to) => ({ to, template: 'workReopened' as const })),
      ];
    case 'ClockWarned':
      return ofClock(heard, 'clockWarned');
    case 'ClockReminded':
      return ofClock(heard, 'clockReminded');
    case 'ClockEscalated':
      return ofClock(heard, heard.level === 1 ? 'clockBreached' : 'clockEscalated');
    case 'SurveyInvited':
      return [{ to: customer, template: 'surveyInvitation' }];
    case 'CustomerNotTold':
      return notTold(heard);
  }
}

/** A duty of the house is told to whoever leads; what was taken over from elsewhere, or asked machines not to answer, to nobody. */
function opened({ origin, silent }: Extract<Heard, { type: 'TicketOpened' }>): Telling[] {
  if (origin === 'import' || silent) return [];
  return origin === 'house' ? [{ to: owner, template: 'careDue' }] : [{ to: customer, template: 'received' }];
}

/** An automatic message announces itself to nobody. */
function reply({ from, automatic }: Extract<Heard, { type: 'TicketReplied' }>): Telling[] {
  if (from === 'customer') return [{ to: owner, template: 'customerReplied' }];
  return automatic ? [] : [{ to: customer, template: 'replied' }];
}

/** the director, besides the class path; and whoever offered it, else holds the ticket, unless they wrote it down themselves. */
function rejected({ by, offeredBy }: Extract<Heard, { type: 'SolutionRejected' }>): Telling[] {
  const maker = offeredBy === undefined ? owner : ({ who: 'person', id: offeredBy } as const);
  return [
    { to: role('director'), template: 'solutionRejected' },
    ...(offeredBy === by ? [] : [{ to: maker, template: 'offerRejected' } as const]),
  ];
}

/** Whoever holds the ticket, and whoever thinks that they answered. */
function notTold({ author, why }: Extract<Heard, { type: 'CustomerNotTold' }>): Telling[] {
  const person = author === undefined ? [] : [{ who: 'person', id: author } as const];
  return [owner, ...person].map((to) => ({ to, template: 'customerNotTold', why }));
}

type OfClock = Extract<Heard, { readonly tell: readonly Told[] }>;

function ofClock(heard: OfClock, template: Template): Telling[] {
  const { clock: kind, dueAt } = heard;
  const level = heard.type === 'ClockEscalated' ? { level: heard.level } : {};
  return heard.tell.map((told) => ({
    to: told === 'owner' ? owner : role(told),
    template,
    clock: { kind, dueAt },
    ...level,
  }));
}
