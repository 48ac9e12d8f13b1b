import type { Requester } from '#tickets/ticket.ts';
import type { Channel } from './notice.ts';
import { classOf, type Template } from './template.ts';

/**
 * Whether this goes to a contact that nobody proved. What a person says or does does: whoever forged the address cannot read it there.
 * That something arrived is told by mail alone, and not where the checks found a forger: a text message costs money (A5, A12).
 */
export function mayReachStranger({ forged }: Pick<Requester, 'forged'>, template: Template, channel: Channel): boolean {
  if (classOf(template) === 'commercial') return false;
  return template !== 'received' || (channel === 'mail' && !forged);
}
