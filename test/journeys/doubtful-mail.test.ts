import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type MailHouse, mailHouse } from '../corpus/mail-house.ts';
import { aMail } from '../intake/a-mail.ts';
import type { Caller } from '../support/house.ts';
import { done, path, RECORD, timelineOf } from './a-house.ts';

const DAVE = 'dave@d.example';
const PERSON = 'I am a person. My parcel was damaged, refund please.';

type Wish = { readonly at?: string; readonly text?: string; readonly verdict?: string; readonly headers?: string[] };
type Set = { readonly because: string; readonly sender: string };
type Note = { readonly kind: string; readonly sender: string };

let house: MailHouse;
let mira: Caller;
let ticket: string;
let proof: string;
let mails = 0;

/** Delivers a mail of Dave's at the port, and waits until all is done. */
async function post({ at: to = `service@${house.domain}`, text = PERSON, verdict = '', headers = [] }: Wish) {
  mails += 1;
  const messageId = `<d${mails}@d.example>`;
  const mail = aMail({ from: `<${DAVE}>`, to, messageId, subject: `parcel ${mails}`, text, headers, dmarc: undefined });
  const told = verdict && Buffer.from(`X-Local-Verdict: ${verdict}\r\n`);
  await house.send({ from: DAVE, to, raw: Buffer.concat([Buffer.from(told), mail]) });
  await house.runtime.settled();
}

const tickets = async () => (await mira.get<{ tickets: { id: string }[] }>('/v1/tickets?channel=email')).body.tickets;
const said = async () =>
  (await timelineOf(mira, ticket)).flatMap(({ from, text }) => (from === 'customer' ? text : []));
const aside = async (query = '') => (await mira.get<{ quarantined: Set[] }>(`/v1/quarantine${query}`)).body.quarantined;
const sent = () => house.runtime.outbox().filter(({ to }) => to === DAVE);

beforeAll(async () => {
  house = await mailHouse(inject('assembly'));
  mira = await house.as('agent');
  await post({ text: 'Where is my parcel?' });
  ticket = (await tickets())[0]!.id;
  proof = sent()[0]!.replyTo!;
});
afterAll(() => house.stop());

describe('a customer whose mail bears what machines bear', () => {
  it.each([
    'X-Auto-Response-Suppress: OOF, DR',
    'List-Unsubscribe: <mailto:x@d.example>',
    'Precedence: bulk',
    'List-Id: <all.d.example>',
  ])('is heard on their open ticket, and no machine answers: %s', async (mark) => {
    const before = sent().length;
    await post({ at: proof, text: `${PERSON} ${mark}`, headers: [mark] });

    expect(await said()).toContainEqual(expect.stringContaining(`${PERSON} ${mark.slice(0, 10)}`));
    expect(await tickets()).toHaveLength(1);
    expect(sent()).toHaveLength(before);
  });

  it('opens their finished ticket again, and is told nothing by a machine', async () => {
    await done(house, mira.post(path(ticket, 'take')));
    await done(house, mira.post(path(ticket, 'replies'), { text: 'We look into it.' }));
    await done(house, mira.post(path(ticket, 'resolve'), RECORD));
    const before = sent().length;
    await post({ at: proof, text: 'It is still broken.', headers: ['Precedence: bulk'] });

    expect((await mira.get(path(ticket))).body).toMatchObject({ status: 'reopened' });
    expect(await said()).toContain('It is still broken.');
    expect(sent()).toHaveLength(before);
  });

  it('opens a ticket without proof where it only asks not to be answered, and is not', async () => {
    const before = sent().length;
    await post({ text: 'Another parcel.', headers: ['X-Auto-Response-Suppress: All'] });

    expect(await tickets()).toHaveLength(2);
    expect(sent()).toHaveLength(before);
  });

  it('waits for a person where a check calls it spam, and where it came to many without proof', async () => {
    await post({ at: proof, verdict: 'spam=fail' });
    await post({ text: 'To all of you.', headers: ['List-Unsubscribe: <mailto:x@d.example>'] });

    expect(await aside()).toMatchObject([{ because: 'bulk' }, { because: 'spam', sender: 'd***@d.example' }]);
  });

  it('is listed for staff also where nothing speaks for it', async () => {
    await post({ text: 'Spam, or not.', verdict: 'spam=fail dmarc=fail' });
    await post({ text: 'I am away.', headers: ['Auto-Submitted: auto-replied'] });
    const { automatic } = (await mira.get<{ automatic: Note[] }>('/v1/automatic-mails')).body;

    expect(await aside('?kind=junk')).toMatchObject([{ because: 'junk', sender: 'd***@d.example' }]);
    expect(await aside()).toHaveLength(2);
    expect(automatic).toMatchObject([{ kind: 'autoReply', sender: 'd***@d.example' }]);
    expect(house.faults().crashes).toEqual([]);
  });
});
