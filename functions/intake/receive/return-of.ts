import type { Bounced } from '#intake/mail/bounced.ts';
import { receiptWrite } from '#intake/receipts.ts';
import { suppress, suppressionIndex, suppressionWrite } from '#intake/suppression/suppression.ts';
import { claimOfMessageId } from '#intake/thread/message-id.ts';
import { participant } from '#intake/thread/participant.ts';
import type { Put } from '#platform/store/commit.ts';
import type { Arrived, ReceiveNeeds } from './arrival.ts';

/**
 * What follows from a mail that came back. Anybody can write a bounce: it is believed of an address only when it returns an id
 * that the house made for a mail to that very address.
 */
export async function returnOf(needs: ReceiveNeeds, arrived: Arrived, all: readonly Bounced[]): Promise<Put[]> {
  const { house, at } = arrived;
  const ours = all.find(
    ({ address, originalMessageId = '' }) =>
      claimOfMessageId(house, originalMessageId, needs.domain)?.boundTo(participant(house, address)) ?? false,
  );
  if (!ours) return [];
  const { address, permanent, originalMessageId = '' } = ours;
  const known = await needs.suppressions.of(suppressionIndex(house, 'email', address));
  const because = permanent ? 'hardBounce' : 'softBounce';
  const providerId = originalMessageId.replace(/^<|>$/g, '');
  return [
    suppressionWrite(suppress(known, because, at)),
    ...(permanent ? [receiptWrite({ provider: 'smtp', providerId, status: 'failed', because }, at)] : []),
  ];
}
