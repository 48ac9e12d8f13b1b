import type { Facts } from '#clocks/clock.ts';

/** An after-sale complaint of class B that came over the web, but for what the test says. */
export const someFacts = (facts: Partial<Facts> = {}): Facts => ({
  kind: 'complaint',
  stage: 'afterSale',
  channel: 'web',
  class: 'B',
  urgency: 'general',
  needsSolutionDesign: false,
  ...facts,
});
