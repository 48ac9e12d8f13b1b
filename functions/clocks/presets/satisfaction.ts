import type { Policy } from '#clocks/policy.ts';
import { ONLINE, standardized } from './standardized.ts';

const DAY = 24 * 60;

/**
 * 电商平台用户满意度绩效质量控制措施: the first answer online within 3 minutes and every complaint handled within a day, whatever its
 * class (SLA-26, X-01, X-04). What it leaves open is as standardized.
 */
export const satisfaction: Policy = {
  ...standardized,
  id: 'satisfaction',
  sources: ['S4', 'S2'],
  limits: {
    ...standardized.limits,
    firstResponse: [
      { rule: 'SLA-26', when: { channels: ONLINE }, minutes: 3 },
      { rule: 'SLA-26', when: { stage: 'inSale', channels: ONLINE }, minutes: 3 },
      { rule: 'SLA-06', when: { stage: 'preSale', channels: ['phone'] }, minutes: 10 },
      { rule: 'SLA-08', when: { stage: 'inSale', urgency: 'urgent' }, minutes: 15 },
      { rule: 'SLA-08', when: { stage: 'inSale', urgency: 'general' }, minutes: 30 },
      { rule: 'SLA-17', when: { kind: 'complaint', channels: ['phone'] }, minutes: 10 },
      { rule: 'SLA-09', when: { kind: 'complaint', stage: 'afterSale', channels: ['email'] }, minutes: 120 },
    ],
    resolution: [
      { rule: 'SLA-06', when: { stage: 'preSale', needsSolutionDesign: true }, minutes: DAY },
      { rule: 'SLA-08', when: { stage: 'inSale', urgency: 'urgent' }, minutes: 4 * 60 },
      { rule: 'SLA-08', when: { stage: 'inSale', urgency: 'general' }, minutes: DAY },
      { rule: 'SLA-26', when: { kind: 'complaint' }, minutes: DAY },
    ],
  },
};
