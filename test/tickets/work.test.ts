import { describe, expect, it } from 'vitest';
import { standardized } from '#clocks/presets/standardized.ts';
import { at, plusMinutes } from '#platform/time/instant.ts';
import { NOBODY, StaffList } from '#staff/staff.ts';
import { assign, take } from '#tickets/assign.ts';
import { close } from '#tickets/close.ts';
import { pause, resume, resumeByItself } from '#tickets/pause.ts';
import { reclassify } from '#tickets/reclassify.ts';
import { isVague } from '#tickets/record.ts';
import { reopen } from '#tickets/reopen.ts';
import { note, reply } from '#tickets/reply.ts';
import { resolve } from '#tickets/resolve.ts';
import { answered, aTicket, offered } from '../support/a-ticket.ts';
import { mira, omar, shop, tang, wang } from '../support/people.ts';

const noon = at('2026-03-02T12:00:00Z');
const refused = (code: string) => expect.objectContaining({ code });
const done = { cause: '包装太薄', result: '已为客户更换产品', prevention: '换用加厚包装' };

const people = [
  { id: 'omar', name: 'Omar', roles: ['agent'] },
  { id: 'bruno', name: 'Bruno', roles: ['agent'], active: false },
];
const directory = { ...StaffList.parse({ people }), version: 1 };
const toOmar = { to: 'omar', directory };

describe('taking a ticket up', () => {
  it('begins the work and meets the clock of the department', () => {
    const { next, clocks } = take(aTicket(), mira, noon);

    expect(next).toMatchObject({ status: 'inProgress', assigneeId: 'mira' });
    expect(clocks).toEqual([{ do: 'meet', kind: 'classResponse' }]);
  });

  it('is refused while another holds it', () => {
    expect(() => take(aTicket({ status: 'assigned' }), omar, noon)).toThrow(refused('ticket.held-by-another'));
  });

  it('is possible for a leader although another holds it', () => {
    expect(take(aTicket({ status: 'assigned' }), tang, noon).next).toMatchObject({ assigneeId: 'tang' });
  });

  it.each(['resolved', 'closed'])('is refused when the ticket is %s', (status) => {
    expect(() => take(aTicket({ status }), mira, noon)).toThrow(refused('ticket.finished'));
  });
});

describe('giving a ticket to somebody', () => {
  it.each(['received', 'assigned', 'inProgress', 'waiting', 'reopened'])('works while it is %s', (status) => {
    expect(assign(aTicket({ status }), toOmar, tang, noon).next).toMatchObject({ assigneeId: 'omar' });
  });

  it.each(['zoe', 'bruno'])('is refused when %s does not work here, or not any more', (to) => {
    expect(() => assign(aTicket(), { to, directory }, tang, noon)).toThrow(refused('staff.unknown'));
  });

  it('goes to anybody before there is a directory', () => {
    const given = assign(aTicket(), { to: 'zoe', directory: NOBODY }, tang, noon);

    expect(given.next).toMatchObject({ status: 'assigned', assigneeId: 'zoe' });
  });

  it('meets no clock: being given work is not answering', () => {
    expect(assign(aTicket(), toOmar, tang, noon).clocks).toBeUndefined();
  });
});

describe('replying', () => {
  it('answers the customer: both response clocks are met', () => {
    const { next, clocks } = reply(aTicket(), { text: '非常抱歉', automatic: false }, mira, noon);

    expect(next).toMatchObject({ status: 'inProgress', assigneeId: 'mira', firstRepliedAt: noon });
    expect(clocks).toEqual([
      { do: 'meet', kind: 'firstResponse' },
      { do: 'meet', kind: 'classResponse' },
    ]);
  });

  it.each([
    ['an automatic message', mira, true],
    ["the customer's own message", shop, false],
  ] as const)('%s meets no clock and answers nobody', (_, by, automatic) => {
    const { next, clocks } = reply(aTicket({ status: 'inProgress' }), { text: '您好', automatic }, by, noon);

    expect(clocks).toBeUndefined();
    expect(next.firstRepliedAt).toBeUndefined();
  });

  it('keeps the moment of the first answer', () => {
    const { next } = reply(
      aTicket({ status: 'inProgress', ...answered }),
      { text: '进展', automatic: false },
      mira,
      noon,
    );

    expect(next.firstRepliedAt).toBe('2026-03-02T10:05:00.000Z');
  });

  it('does not end a pause', () => {
    expect(
      reply(aTicket({ status: 'waiting' }), { text: '请提供照片', automatic: false }, mira, noon).next.status,
    ).toBe('waiting');
  });

  it('is refused to a colleague who does not hold the ticket', () => {
    expect(() => reply(aTicket({ status: 'inProgress' }), { text: '我来', automatic: false }, omar, noon)).toThrow(
      refused('ticket.held-by-another'),
    );
  });

  it('is refused with the reason when its customer was erased, for opening it again is no way', () => {
    const gone = aTicket({ status: 'closed', erasedAt: noon, closedBecause: 'personErased' });
    const by = { by: wang, at: noon, policy: standardized };

    expect(() => reply(gone, { text: '还在吗', automatic: false }, wang, noon)).toThrow(refused('person.erased'));
    expect(() => assign(gone, toOmar, tang, noon)).toThrow(refused('person.erased'));
    expect(() => reopen(gone, { reason: '还没好', from: 'customer' }, by)).toThrow(refused('person.erased'));
  });

  it('keeps a note among colleagues', () => {
    expect(note(aTicket(), '客户很着急', mira, noon).said).toMatchObject({ visibility: 'internal' });
  });
});

describe('resolving', () => {
  const agreed = aTicket({ status: 'inProgress', ...offered('accepted') });

  it('ends the work and starts the record-entry clock', () => {
    const { next, clocks } = resolve(agreed, done, mira, noon);

    expect(next).toMatchObject({ status: 'resolved', resolvedAt: noon });
    expect(clocks).toContainEqual({ do: 'meet', kind: 'resolution' });
    expect(clocks).toContainEqual({ do: 'start', kind: 'recordEntry' });
  });

  it.each([
    ['no solution was offered', answered],
    ['the customer has not decided', offered('pending')],
    ['the customer rejected it', offered('rejected')],
  ])('is refused for a complaint while %s', (_, more) => {
    expect(() => resolve(aTicket({ status: 'inProgress', ...more }), done, mira, noon)).toThrow(
      refused('complaint.not-agreed'),
    );
  });

  it('is possible without agreement for a leader who says why', () => {
    const unreached = { ...done, withoutAgreement: 'customerUnreachable' as const };

    expect(resolve(aTicket({ status: 'inProgress', ...answered }), unreached, tang, noon).events).toMatchObject([
      { type: 'TicketResolved', agreed: false, withoutAgreement: 'customerUnreachable' },
    ]);
    expect(() => resolve(aTicket({ status: 'inProgress', ...answered }), unreached, mira, noon)).toThrow(
      refused('complaint.leader-decides'),
    );
  });

  it('is refused while the customer has had no answer', () => {
    const enquiry = aTicket({ kind: 'enquiry', complaint: undefined, status: 'inProgress' });

    expect(() => resolve(enquiry, done, mira, noon)).toThrow(refused('ticket.not-answered'));
  });

  it.each(['已解决', '客户满意。', '已解决，客户满意！', ' 完成 ', 'OK', 'Done.', '！！'])('finds %s vague', (text) => {
    expect(isVague(text)).toBe(true);
  });

  it.each(['已为客户更换产品，客户表示满意', '已退款 35 元', 'Sent a new cup'])('finds %s specific', (text) => {
    expect(isVague(text)).toBe(false);
  });
});

describe('closing', () => {
  it('ends a complaint, meets the record and starts the follow-up', () => {
    const { next, clocks } = close(aTicket({ status: 'resolved', ...offered('accepted') }), 'delivery', mira, noon);

    expect(next).toMatchObject({ status: 'closed', closedAt: noon, complaint: { category: 'delivery' } });
    expect(clocks).toEqual([
      { do: 'meet', kind: 'recordEntry' },
      { do: 'start', kind: 'followUp' },
    ]);
  });

  it('starts no follow-up for an enquiry', () => {
    const { clocks } = close(
      aTicket({ kind: 'enquiry', complaint: undefined, status: 'resolved' }),
      undefined,
      mira,
      noon,
    );

    expect(clocks).toEqual([{ do: 'meet', kind: 'recordEntry' }]);
  });

  it('asks what the complaint was about', () => {
    expect(() => close(aTicket({ status: 'resolved' }), undefined, mira, noon)).toThrow(refused('complaint.category'));
  });

  it.each(['received', 'assigned', 'inProgress', 'waiting', 'reopened', 'closed'])(
    'is refused while the ticket is %s',
    (status) => {
      expect(() => close(aTicket({ status }), 'process', mira, noon)).toThrow(refused('ticket.not-resolved'));
    },
  );
});

describe('reopening', () => {
  const again = { reason: '新杯子也碎了', from: 'customer' as const };

  it.each(['resolved', 'closed'])(
    'gives a %s ticket back to whoever held it, with a new resolution clock',
    (status) => {
      const { next, clocks } = reopen(aTicket({ status, ...offered('accepted') }), again, {
        by: wang,
        at: at('2026-03-04T12:00:00Z'),
        policy: standardized,
      });

      expect(next).toMatchObject({ status: 'reopened', assigneeId: 'mira', reopened: 1 });
      expect(next.complaint?.offer?.decision).toBe('rejected');
      expect(clocks).toEqual([
        { do: 'cancel', kind: 'recordEntry' },
        { do: 'cancel', kind: 'followUp' },
        { do: 'start', kind: 'resolution' },
      ]);
    },
  );

  it.each([
    ['closed', 'closedAt'],
    ['resolved', 'resolvedAt'],
  ])('is possible for thirty days after it was %s, to the second', (status, since) => {
    const by = (seconds: number) => ({
      ...{ by: wang, policy: standardized },
      at: plusMinutes(noon, 30 * 24 * 60 + seconds / 60),
    });
    const finished = aTicket({ status, resolvedAt: noon, [since]: noon, ...offered('accepted') });

    expect(reopen(finished, again, by(0)).next).toMatchObject({ status: 'reopened' });
    expect(() => reopen(finished, again, by(1))).toThrow(refused('ticket.reopen-window'));
  });

  it('is refused when it was finished too long ago', () => {
    const by = { by: wang, at: at('2027-03-04T12:00:00Z'), policy: standardized };

    expect(() => reopen(aTicket({ status: 'closed' }), again, by)).toThrow(refused('ticket.reopen-window'));
  });

  it('is refused while the ticket is open', () => {
    const by = { by: wang, at: noon, policy: standardized };

    expect(() => reopen(aTicket({ status: 'inProgress' }), again, by)).toThrow(refused('ticket.not-finished'));
  });
});

describe('setting another class', () => {
  const moment = { by: mira, at: noon, policy: standardized };

  it('gives the clocks new limits and keeps the reason', () => {
    const change = reclassify(aTicket(), { class: 'A', reason: '影响了 200 位客户' }, moment);

    expect(change.next).toMatchObject({ class: 'A', classBecause: 'staff', department: 'technical' });
    expect(change.clocks).toEqual([{ do: 'replan' }]);
    expect(change.said).toMatchObject({ visibility: 'internal', text: '影响了 200 位客户' });
  });

  it('is refused when nothing changes', () => {
    expect(() => reclassify(aTicket(), { class: 'B', reason: '一样' }, moment)).toThrow(refused('ticket.same-class'));
  });
});

describe('pausing', () => {
  const moment = { by: mira, at: noon, policy: standardized };
  const held = aTicket({ status: 'inProgress' });
  const reason = standardized.pause.reasons[0] ?? '';

  it('rests the clocks until the wish, never longer than the policy allows', () => {
    const { next, clocks } = pause(held, { reason, until: at('2036-01-01T00:00:00Z') }, moment);
    const until = new Date(Date.parse(noon) + standardized.pause.longestMinutes * 60_000).toISOString();

    expect(next).toMatchObject({ status: 'waiting', pause: { reason, since: noon, until } });
    expect(clocks).toEqual([{ do: 'pause', reason, until }]);
  });

  it('needs a reason of the list', () => {
    expect(() => pause(held, { reason: 'lunch' }, moment)).toThrow(refused('pause.reason'));
  });

  it('ends in the future', () => {
    expect(() => pause(held, { reason, until: at('2026-03-02T11:59:00Z') }, moment)).toThrow(refused('pause.until'));
  });

  it('ends when somebody says so, or by itself', () => {
    const waiting = aTicket({ status: 'waiting' });

    expect(resume(waiting, mira, noon)).toMatchObject({ next: { status: 'inProgress' }, clocks: [{ do: 'resume' }] });
    expect(resumeByItself(waiting, at('2026-03-03T11:00:00Z')).clocks).toBeUndefined();
    expect(() => resumeByItself(held, noon)).toThrow(refused('ticket.not-paused'));
  });

  it('is not ended by the late word that an earlier pause is over', () => {
    expect(() => resumeByItself(aTicket({ status: 'waiting' }), at('2026-03-03T10:59:59Z'))).toThrow(
      refused('ticket.not-paused'),
    );
  });
});
