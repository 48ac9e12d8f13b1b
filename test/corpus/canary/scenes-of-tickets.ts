import { complain, done, type Scene, type Stage } from './stage.ts';

const post = (stage: Stage, as: string, path: string, body?: unknown) => done(stage, as, 'POST', path, body);

/** A complaint of an app's customer through all it can go through. */
const throughTheApp: Scene = async (stage) => {
  const { cast, many } = stage;
  const person = cast.person('API, app', { latin: true });
  const says = (count = many) => cast.says(person, count);
  const ticket = await complain(stage, 'customerApp', person);
  await post(stage, 'complaintSpecialist', `${ticket}/take`);
  await post(stage, 'complaintSpecialist', `${ticket}/replies`, { text: `您好，${says()}` });
  await post(stage, 'customerApp', `${ticket}/replies`, { text: says() });
  await post(stage, 'complaintSpecialist', `${ticket}/notes`, { text: says() });
  await post(stage, 'complaintSpecialist', `${ticket}/solutions`, { type: 'exchange', text: says() });
  await post(stage, 'customerApp', `${ticket}/solutions/1/reject`, { reason: says(1) });
  await post(stage, 'complaintSpecialist', `${ticket}/solutions`, { type: 'refund', text: says(1) });
  await post(stage, 'customerApp', `${ticket}/solutions/2/accept`, { comment: says(1) });
  await post(stage, 'complaintSpecialist', `${ticket}/reclassify`, {
    class: 'A',
    reason: says(1).replaceAll('\n', ' '),
  });
  const record = { cause: says(1), result: says(1), prevention: says(1) };
  await post(stage, 'complaintSpecialist', `${ticket}/resolve`, record);
  await post(stage, 'customerApp', `${ticket}/reopen`, { reason: says() });
  await post(stage, 'complaintSpecialist', `${ticket}/replies`, { text: says(1) });
  await post(stage, 'complaintSpecialist', `${ticket}/solutions`, { type: 'refund', text: says(1) });
  await post(stage, 'customerApp', `${ticket}/solutions/3/accept`);
  await post(stage, 'complaintSpecialist', `${ticket}/resolve`, record);
  await post(stage, 'complaintSpecialist', `${ticket}/close`, { category: 'productQuality' });
  const rated = { satisfied: false, satisfaction: 1, text: says(1) };
  await post(stage, 'complaintSpecialist', `${ticket}/follow-up`, rated);
  await post(stage, 'complaintSpecialist', `/v1/customers/${person.id}/reveal`, {
    ...{ fields: ['name', 'phone', 'email'], reason: says(1).slice(0, 200) },
    ticketId: ticket.split('/').at(-1),
  });
};

/** A customer who signed in, and writes for themself. */
const bySigningIn: Scene = async (stage) => {
  const { cast, many } = stage;
  const person = cast.person('API, customer');
  const as = `customer ${person.id}`;
  const ticket = await complain(stage, as, person, { account: false });
  await post(stage, as, `${ticket}/replies`, { text: cast.says(person, many) });
  await post(stage, 'agent', `${ticket}/take`);
  await post(stage, 'agent', `${ticket}/replies`, { text: cast.says(person, many), automatic: true });
  await post(stage, 'agent', `${ticket}/pause`, { reason: 'waitingForCustomer' });
  await post(stage, as, `/v1/customers/${person.id}/consents`, {
    ...{ purpose: 'marketing', textVersion: 'v1', given: true, channel: 'app' },
  });
  await done(stage, as, 'GET', `/v1/customers/${person.id}/export`);
};

/** Two records of one person that an agent opened and found, and their team leader joined, parted and joined again. */
const byAnAgent: Scene = async (stage) => {
  const { cast, many } = stage;
  const [one, other] = [cast.person('API, agent'), cast.person('API, agent')];
  const first = await complain(stage, 'agent', one, { account: false, channel: 'phone' });
  await complain(stage, 'agent', other, {
    account: false,
    channel: 'phone',
    requester: { name: one.name, email: other.email },
  });
  const found = await Promise.all([
    post(stage, 'agent', '/v1/customers/search', { phone: one.mobile }),
    post(stage, 'agent', '/v1/customers/search', { email: other.email }),
  ]);
  const [from, into] = found.map(({ customers }) => (customers as { id: string }[])[0]?.id);
  const line = () => cast.says(one, 1, ['mobile', 'email', 'chineseName']);
  await done(stage, 'agent', 'GET', `/v1/customers/${from}/suggestions`);
  await post(stage, 'teamLeader', `/v1/customers/${from}/merge`, { into, reason: line() });
  await post(stage, 'teamLeader', `/v1/customers/${from}/unmerge`, { reason: line() });
  await post(stage, 'teamLeader', `/v1/customers/${from}/merge`, { into, reason: line() });
  await post(stage, 'agent', `${first}/take`);
  await post(stage, 'agent', `${first}/notes`, { text: cast.says(one, many) });
};

/** What the house knows of somebody beyond their tickets. */
const careProfile: Scene = async (stage) => {
  const { cast } = stage;
  const person = cast.person('profile', { bounces: true });
  await complain(stage, 'customerApp', person);
  const line = () => cast.says(person, 1, ['mobile', 'email', 'chineseName', 'bankCard', 'idNumber']).slice(0, 80);
  await done(stage, 'agent', 'PATCH', `/v1/customers/${person.id}`, {
    ...{ vip: true, elderly: true },
    care: { preferences: [line(), line()], concerns: [line()] },
  });
  await post(stage, 'customerApp', `/v1/customers/${person.id}/purchases`, { orderNumber: 'SO-77' });
  await post(stage, 'privacyOfficer', `/v1/customers/${person.id}/export`, { reason: line() });
};

export const scenesOfTickets = { throughTheApp, bySigningIn, byAnAgent, careProfile };
