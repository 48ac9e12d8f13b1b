import * as z from 'zod';
import { line, personId } from '#platform/http/text.ts';
import { Sealed } from '#platform/personal/sealed.ts';
import { type Instant, toMillis } from '#platform/time/instant.ts';
import { dateIn } from '#platform/time/zone.ts';
import { Channel } from '#tickets/ticket.ts';

/** How much a customer is worth to the shop (CUS-14). */
export const Tier = z.enum(['A', 'B', 'C']);
export const AgeBand = z.enum(['under18', 'from18', 'from35', 'from60']);

const MOST_LINES = 20;
const Lines = z.array(line(80)).max(MOST_LINES);

/** The care profile (客户关怀档案): what a customer prefers and what they are anxious about, in people's words (CUS-04). */
export const Care = z.strictObject({ preferences: Lines.default([]), concerns: Lines.default([]) });
export type Care = z.infer<typeof Care>;

/** What is known of a customer beyond how to reach them; the care profile is sealed with their key. */
export const Profile = z.strictObject({
  tier: Tier.optional(),
  vip: z.boolean().default(false),
  elderly: z.boolean().default(false),
  business: z.enum(['enterprise', 'individual']).default('individual'),
  ageBand: AgeBand.optional(),
  dedicatedContact: personId(64).optional(),
  preferredChannel: Channel.optional(),
  care: Sealed.optional(),
});
export type Profile = z.infer<typeof Profile>;

export const NO_PROFILE: Profile = Profile.parse({});

/** What of a customer decides how they are served; a ticket keeps it as it was when it was opened (CUS-02, CUS-05). */
export type Served = {
  readonly type: 'new' | 'old';
  readonly tier?: z.infer<typeof Tier>;
  readonly vip: boolean;
  readonly elderly: boolean;
  readonly business: boolean;
  readonly dedicatedContact?: string;
};

type Bought = { readonly profile: Profile; readonly lastPurchaseAt?: Instant | undefined };

export function servedAs({ profile, lastPurchaseAt }: Bought, at: Instant): Served {
  const { tier, vip, elderly, business, dedicatedContact } = profile;
  return {
    type: typeOf(lastPurchaseAt, at),
    ...(tier && { tier }),
    ...{ vip, elderly, business: business === 'enterprise' },
    ...(dedicatedContact && { dedicatedContact }),
  };
}

const OLD_FOR_MONTHS = 6; // CUS-03: 近6个月内有消费记录
const MONTHS = 12;
const ZONE = 'Asia/Shanghai'; // the shop's time, in which its days end

/** Old is who bought something within the last six months, counted in days of the calendar (CUS-03). */
export function typeOf(lastPurchaseAt: Instant | undefined, at: Instant): Served['type'] {
  if (lastPurchaseAt === undefined) return 'new';
  const bought = dateIn(ZONE, toMillis(lastPurchaseAt));
  return bought >= monthsBefore(dateIn(ZONE, toMillis(at)), OLD_FOR_MONTHS) ? 'old' : 'new';
}

/** The same day so many months ago, or the last one that month had: six months before 31 August are the last of February. */
function monthsBefore(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const counted = year * MONTHS + (month - 1) - months;
  const [inYear, inMonth] = [Math.floor(counted / MONTHS), counted % MONTHS];
  const lastDay = new Date(Date.UTC(inYear, inMonth + 1, 0)).getUTCDate();
  return new Date(Date.UTC(inYear, inMonth, Math.min(day, lastDay))).toISOString().slice(0, 10);
}
