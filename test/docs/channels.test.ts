import { describe, expect, it } from 'vitest';
import { limitOf } from '#clocks/limit.ts';
import { standardized } from '#clocks/presets/standardized.ts';
import { Channel, IssueClass } from '#tickets/ticket.ts';
import { quoted, read, rows } from './read.ts';

const table = rows(read('docs/channels.md'), 'How soon a complaint is answered');
const AFTER_SALE = { kind: 'complaint', stage: 'afterSale', urgency: 'general', needsSolutionDesign: false } as const;

/** What a row promises, for every channel and class it is about. */
const promised = table.flatMap(([about = '', minutes, rule]) => {
  const [, only] = /class ([ABC])$/.exec(about) ?? [];
  const classes = IssueClass.options.filter((one) => only === undefined || one === only);
  return quoted(about).flatMap((channel) => classes.map((issueClass) => ({ channel, issueClass, minutes, rule })));
});

describe('the document of the ways in', () => {
  it.each(promised)('says when a complaint by $channel of class $issueClass is answered', (row) => {
    const limit = limitOf('firstResponse', standardized, {
      ...AFTER_SALE,
      channel: row.channel,
      class: row.issueClass,
    });

    expect(limit).toEqual({ rule: row.rule, minutes: Number(row.minutes) });
  });

  it('says it of every channel', () => {
    const every = Channel.options.flatMap((channel) => IssueClass.options.map((one) => `${channel} ${one}`));

    expect(promised.map(({ channel, issueClass }) => `${channel} ${issueClass}`).sort()).toEqual(every.sort());
  });
});
