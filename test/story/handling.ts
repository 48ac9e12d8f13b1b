import type { Chance } from './chance.ts';

/** How one complaint will be handled: minutes after it was opened, or after the act before; nothing means never. */
export type Handling = {
  readonly openedAfterMinutes: number;
  readonly channel: 'web' | 'app' | 'phone' | 'email' | 'social';
  readonly affectedCustomers: number;
  readonly answeredAfter?: number;
  readonly offeredAfter?: number;
  readonly firstOfferRejected: boolean;
  readonly resolvedAfter?: number;
  readonly closedAfter?: number;
  readonly followedUpAfter?: number;
  readonly satisfied: boolean;
  /** Minutes after the opening at which a leader acknowledges whatever is escalated by then. */
  readonly acknowledgedAfter?: number;
};

type Pace = 'onTime' | 'late' | 'never';

const HOUR = 60;
const DAY = 24 * HOUR;
const OPENING_DAYS = 14; // the third week is left for what follows

const PACE: readonly (readonly [number, Pace])[] = [
  [85, 'onTime'],
  [10, 'late'],
  [5, 'never'],
];

const WHEN = {
  answered: { onTime: [1, 7], late: [11, 90] },
  offered: { onTime: [30, 20 * HOUR], late: [25 * HOUR, 40 * HOUR] },
  resolved: { onTime: [10, 3 * HOUR], late: [30 * HOUR, 60 * HOUR] },
  closed: { onTime: [3, 20], late: [40, 3 * HOUR] },
  followedUp: { onTime: [6 * HOUR, 36 * HOUR], late: [50 * HOUR, 70 * HOUR] },
} as const;

type Act = keyof typeof WHEN;
/** When a team gets round to each act for a whole bunch: in time, or late. */
type Rounds = Record<Act, Record<'onTime' | 'late', number>>;

function rounds(chosen: Chance): Rounds {
  const minute = ([least, most]: readonly [number, number]) => chosen.between(least, most);
  const minutes = (act: Act) => ({ onTime: minute(WHEN[act].onTime), late: minute(WHEN[act].late) });
  return {
    answered: minutes('answered'),
    offered: minutes('offered'),
    resolved: minutes('resolved'),
    closed: minutes('closed'),
    followedUp: minutes('followedUp'),
  };
}

/**
 * A mix of on-time, late and never-answered handling. Complaints come in bunches of up to 25 at the same minute, as after an
 * incident, and the team works through a bunch together: many promises fall due at once.
 */
export function handlings(count: number, chosen: Chance): Handling[] {
  const all: Handling[] = [];
  while (all.length < count) {
    const openedAfterMinutes = chosen.between(0, OPENING_DAYS * DAY);
    const bunch = Math.min(chosen.between(1, 25), count - all.length);
    const done = rounds(chosen);
    const acknowledged = chosen.between(12, 40);
    for (let one = 0; one < bunch; one += 1) all.push(handling(chosen, { openedAfterMinutes, done, acknowledged }));
  }
  return all.sort((one, other) => one.openedAfterMinutes - other.openedAfterMinutes);
}

type Bunch = { readonly openedAfterMinutes: number; readonly done: Rounds; readonly acknowledged: number };

const ACTS = ['answered', 'offered', 'resolved', 'closed', 'followedUp'] as const;

function handling(chosen: Chance, { openedAfterMinutes, done, acknowledged }: Bunch): Handling {
  const after: Partial<Record<`${Act}After`, number>> = {};
  for (const act of ACTS) {
    const pace = chosen.oneOf(PACE);
    if (pace === 'never') break;
    after[`${act}After`] = done[act][pace];
  }
  return {
    openedAfterMinutes,
    channel: chosen.oneOf([
      [50, 'web'],
      [20, 'app'],
      [15, 'phone'],
      [10, 'email'],
      [5, 'social'],
    ] as const),
    affectedCustomers: chosen.oneOf([
      [85, 1],
      [10, 20],
      [5, 150],
    ] as const),
    ...after,
    firstOfferRejected: chosen.share() < 0.15,
    satisfied: chosen.share() < 0.85,
    ...(chosen.share() < 0.3 && { acknowledgedAfter: acknowledged }),
  };
}
