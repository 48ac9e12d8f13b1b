import { type Answer, DIRECTORY, openHouse, type RunningHouse } from '../support/house.ts';
import { correspondent, type Way } from './correspondent.ts';
import { narrator } from './narrator.ts';

const TEN_IN_SHANGHAI = Date.parse('2026-03-02T02:00:00Z'); // a Monday
const HOUR = 60;

const RECORD = {
  cause: '包装太薄，运输中破损',
  result: '已为客户更换新杯子，客户表示接受',
  prevention: '改用加厚包装并抽检',
};

type Clocks = { clocks: { kind: string; state: string; dueAt: string; level: number }[] };

/** Plays one complaint that goes wrong in time and right in the end, and prints what a person would want to read. */
export async function liveThroughOneComplaint(way: Way): Promise<void> {
  const house = await openHouse({ start: TEN_IN_SHANGHAI });
  try {
    await live(house, way);
  } finally {
    await house.stop();
  }
}

async function live(house: RunningHouse, way: Way): Promise<void> {
  const tell = narrator(house);
  const [shop, lena, tang] = await Promise.all([
    house.as('customerApp'),
    house.as('complaintSpecialist'),
    house.as('teamLeader'),
  ]);
  const admin = await house.as('admin');
  const customer = correspondent(way, house, { shop, lena });
  await admin.put('/v1/staff', DIRECTORY);

  const done = async (what: string, answer: Promise<Answer>): Promise<Answer> => {
    tell.act(what);
    const { status, body, headers } = await answer;
    if (status >= 400) throw new Error(`${what}: ${status} ${JSON.stringify(body)}`);
    await house.runtime.settled();
    tell.told();
    return { status, body, headers };
  };
  const wait = async (minutes: number) => {
    await house.minutes(minutes);
    tell.told();
  };

  const says = async <T>(what: string, said: () => Promise<T>): Promise<T> => {
    tell.act(what);
    const answer = await said();
    await house.runtime.settled();
    tell.told();
    return answer;
  };

  const ticket = `/v1/tickets/${await says('The customer complains: a broken cup.', customer.complain)}`;
  const clocks = async () => tell.clocks((await lena.get<Clocks>(`${ticket}/clocks`)).body.clocks);
  await clocks();
  await done('The team leader gives it to Lena.', tang.post(`${ticket}/assign`, { to: 'lena' }));

  await wait(customer.patience);
  await clocks();
  await done('The team leader acknowledges the second level.', tang.post(`${ticket}/escalations/2/acknowledge`, {}));
  await wait(3);
  await done('Lena answers, late.', lena.post(`${ticket}/replies`, { text: '非常抱歉给您带来不便，我们会立即核实。' }));
  const { answer } = customer;
  if (answer) await says('The customer answers: it is not urgent.', () => answer('谢谢，不着急。'));
  await wait(22.5 * HOUR + 27 - customer.patience);
  await done(
    'Lena offers a new cup, in the 23rd hour.',
    lena.post(`${ticket}/solutions`, { type: 'exchange', text: '为您换一个新杯子，今天发出。' }),
  );
  await clocks();
  await wait(HOUR);
  await done('The customer accepts.', customer.accept(ticket));
  await wait(4 * HOUR);
  await done('Lena resolves it, with its record.', lena.post(`${ticket}/resolve`, RECORD));
  await wait(20);
  await done(
    'Lena closes it; the 48 hours of the follow-up begin.',
    lena.post(`${ticket}/close`, { category: 'delivery' }),
  );
  await wait(49 * HOUR);
  await clocks();
  await done(
    'Lena asks the customer, late.',
    lena.post(`${ticket}/follow-up`, { satisfied: true, satisfaction: 4, text: '新杯子很好，就是等得有点久。' }),
  );
  await clocks();
  tell.say('\nDone: every promise was kept or somebody knew that it was not.');
}
