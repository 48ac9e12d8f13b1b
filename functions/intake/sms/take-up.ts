import { markOf } from '#intake/marks.ts';
import type { HouseKey } from '#platform/personal/keyring.ts';
import { joinWhatCame } from '#platform/sms/join-parts.ts';
import type { Instant } from '#platform/time/instant.ts';
import { type SmsNeeds, takeWhole } from './take-whole.ts';
import { openedParts, placeOfFrom, takenUp, type Waiting } from './waiting-parts.ts';

/** Takes in what came of a long message whose other parts did not: its gaps are marked, and it is one message once. */
export async function takeUp(
  needs: SmsNeeds,
  group: Waiting,
  { house, at }: { readonly house: HouseKey; readonly at: Instant },
): Promise<void> {
  const { index, since, version } = group;
  const from = house.open(placeOfFrom(index), group.from);
  const text = joinWhatCame(openedParts(group, house));
  const mark = markOf(house, 'sms parts', `${index} ${since} ${version}`);
  await takeWhole(needs, { from, text, at, house }, { mark, also: [takenUp(group, at)] });
}
