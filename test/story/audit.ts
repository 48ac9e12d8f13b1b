import { standardized } from '#clocks/presets/standardized.ts';
import type { Item } from './kept.ts';
import type { Ledger } from './play.ts';

/** One life of one clock, as the facts of the acts tell it: nothing here is read from the clocks themselves. */
type Life = {
  readonly ticket: string;
  readonly kind: string;
  readonly run: number;
  readonly startedAt: number;
  readonly dueAt: number;
  readonly levels: number;
  readonly periodMs: number;
  endedAt: number;
  acknowledgedAt: number;
  readonly resolutionDueAt: number;
};

export type Findings = {
  readonly complaints: number;
  readonly started: number;
  readonly met: number;
  readonly metLate: number;
  readonly breached: number;
  readonly lost: readonly string[];
  readonly duplicated: readonly string[];
  readonly unexpected: readonly string[];
  readonly lagsMs: readonly number[];
  readonly notices: Readonly<Record<string, number>>;
};

type Note = { kind: string; run: number; did: string; dueAt: string; late: boolean };

const MINUTE = 60_000;
const NEVER = Number.POSITIVE_INFINITY;
const millis = (instant: unknown) => Date.parse(String(instant));

/** Compares what the house did with what its promises say it should have done, action by action. */
export function audit(
  items: readonly Item[],
  ledger: Ledger,
  { until, graceMs }: { until: number; graceMs: number },
): Findings {
  const events = items
    .filter(({ entity }) => entity === 'event')
    .sort((one, other) => (String(one['sk']) < String(other['sk']) ? -1 : 1));
  const lives = livesOf(events);
  const looks = events.filter(
    ({ type }) => type === 'ClockWarned' || type === 'ClockEscalated' || type === 'ClockReminded',
  );
  const done = countBy(looks.map(lookName));
  const expected = new Map(lives.flatMap((life) => stepsOf(life, until, graceMs)));
  const notices = items.filter(({ entity }) => entity === 'notice');
  const notes = events.flatMap(({ clocks }) => (clocks as Note[] | undefined) ?? []);
  return {
    complaints: ledger.opened.length,
    started: notes.filter(({ did }) => did === 'started').length,
    met: notes.filter(({ did, late }) => did === 'met' && !late).length,
    metLate: notes.filter(({ did, late }) => did === 'met' && late).length,
    breached: looks.filter(({ type, level }) => type === 'ClockEscalated' && level === 1).length,
    lost: [
      ...[...expected].filter(([name, certain]) => certain && !done.has(name)).map(([name]) => `not done: ${name}`),
      ...lostActs(events, ledger),
      ...untold(looks, notices),
    ],
    duplicated: [...[...done].filter(([, times]) => times > 1).map(([name]) => name), ...twiceOpened(items)],
    unexpected: [...done.keys()].filter((name) => !expected.has(name)),
    lagsMs: looks.map(({ at, plannedAt }) => millis(at) - millis(plannedAt)).sort((one, other) => one - other),
    notices: Object.fromEntries(
      [...countBy(notices.map(({ template, channel }) => `${String(template)} by ${String(channel)}`))].sort(),
    ),
  };
}

const lookName = ({ subject, clock, run, type, level }: Item) =>
  [subject, clock, run, type === 'ClockEscalated' ? `level ${String(level)}` : type].map(String).join(' ');

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function livesOf(events: readonly Item[]): Life[] {
  const classes = new Map<string, 'A' | 'B' | 'C'>();
  const open = new Map<string, Life>();
  const all: Life[] = [];
  for (const { type, subject, at, class: issueClass, clocks, level } of events) {
    const ticket = String(subject);
    if (type === 'TicketOpened') classes.set(ticket, issueClass as 'A');
    if (type === 'EscalationAcknowledged') {
      for (const kind of clocks as unknown as string[]) {
        const life = open.get(`${ticket} ${kind}`);
        if (life && Number(level) >= 1) life.acknowledgedAt = millis(at);
      }
      continue;
    }
    const notes = (clocks as Note[] | undefined) ?? [];
    const resolution = notes.find(({ kind, did }) => kind === 'resolution' && did === 'started');
    for (const note of notes) {
      const name = `${ticket} ${note.kind}`;
      if (note.did === 'started') {
        const life = born(
          ticket,
          note,
          millis(at),
          classes.get(ticket) ?? 'B',
          resolution ? millis(resolution.dueAt) : NEVER,
        );
        open.set(name, life);
        all.push(life);
      } else if (note.did === 'met' || note.did === 'cancelled') {
        const life = open.get(name);
        if (life) life.endedAt = millis(at);
      }
    }
  }
  return all;
}

function born(
  ticket: string,
  { kind, run, dueAt }: Note,
  startedAt: number,
  issueClass: 'A' | 'B' | 'C',
  resolutionDueAt: number,
): Life {
  const { period, ladder, untilResolution } = standardized.escalation[kind as 'solution'];
  const { ladder: ofClass, responseMinutes } = standardized.classes[issueClass];
  const due = millis(dueAt);
  const periodMs = period === 'ownLimit' ? Math.round((due - startedAt) / MINUTE) * MINUTE : responseMinutes * MINUTE;
  return {
    ...{ ticket, kind, run, startedAt, dueAt: due, levels: (ladder ?? ofClass).length, periodMs },
    ...{ endedAt: NEVER, acknowledgedAt: NEVER, resolutionDueAt: untilResolution ? resolutionDueAt : NEVER },
  };
}

/** Every action a life calls for, and whether it must have happened: one that fell within the grace of an ending may have. */
function stepsOf(life: Life, until: number, graceMs: number): [string, boolean][] {
  const { ticket, kind, run, startedAt, dueAt, levels, periodMs, endedAt, acknowledgedAt, resolutionDueAt } = life;
  const steps: { at: number; what: string; stoppedAt: number }[] = [
    { at: startedAt + standardized.warnAtShare * (dueAt - startedAt), what: 'ClockWarned', stoppedAt: endedAt },
  ];
  for (let level = 1; level <= levels; level += 1) {
    const full = dueAt + (level - 1) * periodMs;
    const at = resolutionDueAt > dueAt ? Math.min(full, resolutionDueAt) : full;
    steps.push({ at, what: `level ${level}`, stoppedAt: level === 1 ? endedAt : Math.min(endedAt, acknowledgedAt) });
  }
  const reminder = standardized.resolutionReminder;
  const remindAt = startedAt + (reminder?.afterMinutes ?? 0) * MINUTE;
  if (kind === 'resolution' && reminder && remindAt < dueAt)
    steps.push({ at: remindAt, what: 'ClockReminded', stoppedAt: Math.min(endedAt, -1) });
  return steps
    .filter(({ at, stoppedAt }) => at <= until && (stoppedAt < 0 || at <= stoppedAt))
    .map(({ at, what, stoppedAt }) => [
      `${ticket} ${kind} ${run} ${what}`,
      stoppedAt >= 0 && at + graceMs < Math.min(stoppedAt, until),
    ]);
}

/** What was answered with success and is not on the timeline as often as it was accepted. */
function lostActs(events: readonly Item[], { opened, accepted }: Ledger): string[] {
  const told = countBy(events.map(({ subject, type }) => `${String(subject)} ${String(type)}`));
  const promised = countBy([
    ...opened.map((ticket) => `${ticket} TicketOpened`),
    ...accepted.map(({ ticket, act }) => `${ticket} ${act}`),
  ]);
  return [...promised]
    .filter(([name, times]) => (told.get(name) ?? 0) !== times)
    .map(([name]) => `accepted, not kept: ${name}`);
}

/** Looks that nobody was told of, or that stayed unsent. */
function untold(looks: readonly Item[], notices: readonly Item[]): string[] {
  const told = new Set(notices.map(({ eventId }) => String(eventId)));
  const unsent = notices
    .filter(({ state }) => state !== 'sent')
    .map(({ eventId, state }) => `notice ${String(state)}: ${String(eventId)}`);
  return [...looks.filter(({ id }) => !told.has(String(id))).map(({ id }) => `nobody told: ${String(id)}`), ...unsent];
}

function twiceOpened(items: readonly Item[]): string[] {
  const external = items
    .filter(({ entity }) => entity === 'ticket')
    .map(({ externalId }) => JSON.stringify(externalId));
  return [...countBy(external)].filter(([, times]) => times > 1).map(([name]) => `opened twice: ${name}`);
}
