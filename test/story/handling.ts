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
  [70, 'onTime'],
  [20, 'late'],
  [10, 'never'],
];

const WHEN = {
  answered: { onTime: [1, 7], late: [11, 90] },
  offered: { onTime: [30, 20 * HOUR], late: [25 * HOUR, 40 * HOUR] },
  resolved: { onTime: [10, 3 * HOUR], late: [30 * HOUR, 60 * HOUR] },
  closed: { onTime: [3, 20], late: [40, 3 * HOUR] },
  followedUp: { onTime: [6 * HOUR, 36 * HOUR], late: [50 * HOUR, 70 * HOUR] },
} as const;

function after(chosen: Chance, act: keyof typeof WHEN): number | undefined {
  const pace = chosen.oneOf(PACE);
  if (pace === 'never') return undefined;
  const [least, most] = WHEN[act][pace];
  return chosen.between(least, most);
}

/** A mix of on-time, late and never-answered handling; complaints come in bunches of up to 25 at the same minute, as after an incident. */
export function handlings(count: number, chosen: Chance): Handling[] {
  const all: Handling[] = [];
  while (all.length < count) {
    const openedAfterMinutes = chosen.between(0, OPENING_DAYS * DAY);
    const bunch = Math.min(chosen.between(1, 25), count - all.length);
    for (let one = 0; one < bunch; one += 1) all.push(handling(chosen, openedAfterMinutes));
  }
  return all.sort((one, other) => one.openedAfterMinutes - other.openedAfterMinutes);
}

function handling(chosen: Chance, openedAfterMinutes: number): Handling {
  const answeredAfter = after(chosen, 'answered');
  const offeredAfter = answeredAfter === undefined ? undefined : after(chosen, 'offered');
  const resolvedAfter = offeredAfter === undefined ? undefined : after(chosen, 'resolved');
  const closedAfter = resolvedAfter === undefined ? undefined : after(chosen, 'closed');
  const followedUpAfter = closedAfter === undefined ? undefined : after(chosen, 'followedUp');
  const acknowledgedAfter = chosen.share() < 0.3 ? chosen.between(12, 40) : undefined;
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
    ...(answeredAfter !== undefined && { answeredAfter }),
    ...(offeredAfter !== undefined && { offeredAfter }),
    firstOfferRejected: chosen.share() < 0.15,
    ...(resolvedAfter !== undefined && { resolvedAfter }),
    ...(closedAfter !== undefined && { closedAfter }),
    ...(followedUpAfter !== undefined && { followedUpAfter }),
    satisfied: chosen.share() < 0.85,
    ...(acknowledgedAfter !== undefined && { acknowledgedAfter }),
  };
}
