import type { ClockKind } from '#clocks/clock.ts';
import type { Escalation, Policy } from '#clocks/policy.ts';
import { keywords } from './keywords.ts';

const HOUR = 60;
const DAY = 24 * HOUR;

/** The ways in that people call 在线: web, app, mini-program and chat. */
export const ONLINE = ['web', 'app', 'miniProgram', 'chat'];

/** A response climbs by its own limit; at the latest when the resolution is due (domain §2.5). */
const response = (rule: string): Escalation => ({ rule, period: 'ownLimit', untilResolution: true });
const work = (rule: string): Escalation => ({ rule, period: 'classResponse', untilResolution: false });

const EVERY_CALENDAR: Record<ClockKind, string> = {
  firstResponse: 'elapsed',
  classResponse: 'elapsed',
  solution: 'elapsed',
  resolution: 'elapsed',
  recordEntry: 'elapsed',
  followUp: 'elapsed',
  greeting: 'elapsed',
  careFollowUp: 'elapsed',
};

const TEN_SECONDS = 10 / 60;

/** 客户服务流程规范化实施方案, chapters 3 and 4: the default policy. */
export const standardized: Policy = {
  id: 'standardized',
  version: 'V1.0',
  sources: ['S2'],
  warnAtShare: 0.8,
  warnTell: ['owner'],
  combineResponses: 'separate',
  responseFallback: 'class',
  calendars: EVERY_CALENDAR,
  classes: {
    A: {
      rule: 'SLA-03',
      impact: { affectedFrom: 100, orMajorLoss: true },
      departments: ['technical', 'customerService'],
      responseMinutes: 15,
      // The leader again at the second level is the second reading of X-07; take it out to keep only the first.
      ladder: [
        { afterPeriods: 0, tell: ['teamLeader'] },
        { afterPeriods: 1, tell: ['technicalDirector', 'teamLeader'] },
        { afterPeriods: 2, tell: ['ceo'] },
      ],
    },
    B: {
      rule: 'SLA-04',
      impact: { affectedFrom: 10, orMajorLoss: false },
      departments: ['product', 'customerService'],
      responseMinutes: 30,
      ladder: [
        { afterPeriods: 0, tell: ['owner', 'teamLeader'] },
        { afterPeriods: 1, tell: ['productManager'] },
        { afterPeriods: 2, tell: ['director'] },
      ],
    },
    C: {
      rule: 'SLA-05',
      impact: { affectedFrom: 0, orMajorLoss: false },
      departments: ['customerService'],
      responseMinutes: 2 * HOUR,
      ladder: [{ afterPeriods: 0, tell: ['teamLeader'] }],
    },
  },
  limits: {
    firstResponse: [
      { rule: 'SLA-06', when: { stage: 'preSale', channels: ['phone'] }, minutes: 10 },
      { rule: 'SLA-06', when: { stage: 'preSale', channels: ONLINE }, minutes: 5 },
      { rule: 'SLA-08', when: { stage: 'inSale', urgency: 'urgent' }, minutes: 15 },
      { rule: 'SLA-08', when: { stage: 'inSale', urgency: 'general' }, minutes: 30 },
      { rule: 'SLA-17', when: { kind: 'complaint', channels: ['phone', ...ONLINE] }, minutes: 10 },
      { rule: 'SLA-09', when: { kind: 'complaint', stage: 'afterSale', channels: ['email'] }, minutes: 2 * HOUR },
    ],
    solution: [{ rule: 'SLA-18', when: { kind: 'complaint' }, minutes: DAY }],
    resolution: [
      { rule: 'SLA-06', when: { stage: 'preSale', needsSolutionDesign: true }, minutes: DAY },
      { rule: 'SLA-08', when: { stage: 'inSale', urgency: 'urgent' }, minutes: 4 * HOUR },
      { rule: 'SLA-08', when: { stage: 'inSale', urgency: 'general' }, minutes: DAY },
      { rule: 'SLA-09', when: { kind: 'complaint', class: 'A' }, minutes: DAY },
      { rule: 'SLA-09', when: { kind: 'complaint', class: 'B' }, minutes: 2 * DAY },
      { rule: 'SLA-09', when: { kind: 'complaint', class: 'C' }, minutes: 3 * DAY },
    ],
    recordEntry: [{ rule: 'SLA-20', when: {}, minutes: 30 }],
    followUp: [{ rule: 'SLA-19', when: { kind: 'complaint' }, minutes: 2 * DAY }],
    greeting: [{ rule: 'SLA-11', when: { channels: ONLINE }, minutes: TEN_SECONDS }],
    // CUS-07 names no time: three days are our recommendation.
    careFollowUp: [{ rule: 'CUS-07', when: {}, minutes: 3 * DAY }],
  },
  escalation: {
    firstResponse: response('SLA-07'),
    classResponse: response('SLA-12'),
    solution: work('X-04'),
    resolution: work('X-46'),
    recordEntry: {
      ...work('SLA-20'),
      ladder: [
        { afterPeriods: 0, tell: ['owner'] },
        { afterPeriods: 1, tell: ['teamLeader'] },
      ],
    },
    followUp: {
      ...work('CMP-03'),
      ladder: [
        { afterPeriods: 0, tell: ['teamLeader'] },
        { afterPeriods: 1, tell: ['director'] },
      ],
    },
    // One level: a ladder of ten seconds a step would be at the top before anybody can read the first word.
    greeting: { ...response('SLA-11'), untilResolution: false, ladder: [{ afterPeriods: 0, tell: ['teamLeader'] }] },
    careFollowUp: {
      ...work('CUS-07'),
      ladder: [
        { afterPeriods: 0, tell: ['teamLeader'] },
        { afterPeriods: 1, tell: ['director'] },
      ],
    },
  },
  resolutionReminder: { rule: 'X-04', when: { kind: 'complaint' }, afterMinutes: DAY, tell: ['owner', 'teamLeader'] },
  pause: {
    reasons: ['waitingForCustomer', 'waitingForDepartment', 'waitingForReturn', 'waitingForCarrier'],
    longestMinutes: 7 * DAY,
    kinds: ['solution', 'resolution'],
  },
  reopenWithinMinutes: 30 * DAY,
  // CUS-07 says 多次 and gives no number: twice in ninety days is our recommendation.
  orderNumbers: [],
  repeatedDissatisfaction: { rule: 'CUS-07', times: 2, withinMinutes: 90 * DAY },
  satisfiedFrom: 4,
  keywords,
};
