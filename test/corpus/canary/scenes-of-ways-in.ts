import { workOf } from '#intake/forms/proof-of-work.ts';
import { deliver } from './a-letter.ts';
import { done, MAILBOX, type Scene, type Stage } from './stage.ts';

const moment = ({ runtime }: Stage, minutesAgo = 0) =>
  new Date(runtime().clock.now() - minutesAgo * 60_000).toISOString();

/** A mail with a canary in every place a mail has, its answer, and what follows from the answer. */
const byMail: Scene = async (stage) => {
  const { cast, many, runtime } = stage;
  const person = cast.person('mail');
  const says = (count = many) => cast.says(person, count);
  const port = runtime().smtp?.port ?? 0;
  const history = `\n\n在 2026年3月1日，${cast.value(person, 'chineseName')} <${cast.value(person, 'email')}> 写道：\n> ${says(1)}`;
  const to = MAILBOX;
  await deliver(port, {
    ...{ from: person, to, subject: `投诉：${says(1)}`, text: `${says()}${history}` },
    html: `<p>${says(1)}</p><script>${cast.value(person, 'bankCard')}</script>`,
    file: { name: `${person.name}的收据 ${cast.value(person, 'mobile')}.txt`, text: says() },
  });
  await runtime().settled();
  const answer = runtime()
    .outbox()
    .find((sent) => sent.to === person.email && sent.replyTo);
  if (!answer?.replyTo) throw new Error('A mail got no answer to reply to');
  await deliver(port, { from: person, to: answer.replyTo, subject: `回复：${answer.subject}`, text: says() });
  await runtime().settled();
};

/** Mails that become no message: each waits for a person, or is noted as automatic. */
const mailsSetAside: Scene = async (stage) => {
  const { cast, runtime } = stage;
  const person = cast.person('mail set aside');
  const port = runtime().smtp?.port ?? 0;
  const letter = () => ({ from: person, to: MAILBOX, subject: cast.says(person, 1), text: cast.says(person, 2) });
  await deliver(port, letter(), 'virus=fail');
  await deliver(port, { ...letter(), from: { name: person.name, email: 'lena@house.example.com' } });
  await deliver(port, { ...letter(), headers: { 'Auto-Submitted': 'auto-replied' } });
  await deliver(port, { ...letter(), text: cast.says(person, 1) }, 'fail');
  await runtime().settled();
};

/** Text messages: one that opens a ticket, one that goes on with it, an empty one and a refusal. */
const bySms: Scene = async (stage) => {
  const { cast, many, runtime } = stage;
  const person = cast.person('SMS');
  const from = `+86${person.mobile}`;
  for (const text of [cast.says(person, many), cast.says(person, 1), ' ', '退订']) {
    runtime().receiveSms({ from, text });
    await runtime().settled();
  }
};

const byChat: Scene = async (stage) => {
  const { cast, many } = stage;
  const person = cast.person('chat');
  const { name, mobile: phone, email } = person;
  const path = `/v1/conversations/chat-${cast.people.length}`;
  const requester = { openId: `open_${cast.value(person, 'email').split('@')[0]}`, name, phone, email };
  for (const messageId of ['m1', 'm2']) {
    await done(stage, 'customerApp', 'POST', `${path}/messages`, {
      messageId,
      text: cast.says(person, many),
      requester,
    });
  }
  await done(stage, 'customerApp', 'GET', path);
};

const byTelephone: Scene = async (stage) => {
  const { cast, many } = stage;
  const person = cast.person('telephone');
  const { name, mobile: phone } = person;
  await done(stage, 'agent', 'POST', '/v1/calls', {
    ...{
      caller: { name, phone },
      agentNumber: '8001',
      startedAt: moment(stage, 10),
      waitSeconds: 7,
      durationSeconds: 200,
    },
    recording: `recordings/${phone}-${cast.value(person, 'mobile')}.wav`,
    transcript: cast.says(person, many),
    subject: cast.says(person, 1),
  });
};

const atAnOutlet: Scene = async (stage) => {
  const { cast, many } = stage;
  const person = cast.person('outlet');
  const { name, mobile: phone, email } = person;
  await done(stage, 'agent', 'POST', '/v1/visits', {
    ...{
      outlet: 'store-7',
      visitor: { name, phone, email },
      visitedAt: moment(stage, 20),
      text: cast.says(person, many),
    },
  });
};

/** Reviews that praise and that complain, of people who are known and who are not. */
const byFeedback: Scene = async (stage) => {
  const { cast, many } = stage;
  const [happy, angry, unknown] = [cast.person('feedback'), cast.person('feedback'), cast.person('feedback')];
  const one = (n: number, person: typeof happy, score: number, author: object) => ({
    ...{ source: 'appReview', externalId: `r-${cast.people.length}-${n}`, author, score, at: moment(stage, 30) },
    text: `${score > 3 ? '非常满意，物流很快！' : '太差了，要投诉！'}${cast.says(person, many)}`,
  });
  await done(stage, 'customerApp', 'POST', '/v1/feedback', {
    items: [
      one(1, happy, 5, { name: happy.name, phone: happy.mobile }),
      one(2, angry, 1, { name: angry.name, email: angry.email }),
      one(3, unknown, 5, { name: unknown.name }),
    ],
  });
};

const byForm: Scene = async (stage) => {
  const { cast, many } = stage;
  const person = cast.person('form');
  const { name, mobile: phone, email } = person;
  const { challenge, bits } = await done(stage, 'nobody', 'GET', '/v1/forms/challenge');
  let answer = 0;
  while (workOf(String(challenge), String(answer)) < Number(bits)) answer += 1;
  await done(stage, 'nobody', 'POST', '/v1/forms/contact', {
    ...{ challenge, answer: String(answer), name, phone, email },
    ...{ subject: cast.says(person, 1), text: cast.says(person, many) },
  });
};

const byImport: Scene = async (stage) => {
  const { cast, many } = stage;
  const person = cast.person('import');
  const { name, mobile: phone, email, id } = person;
  const [openedAt, at, finishedAt] = [moment(stage, 50_000), moment(stage, 49_000), moment(stage, 48_000)];
  const messages = (['customer', 'staff'] as const).map((from) => ({ at, from, text: cast.says(person, many) }));
  await done(stage, 'director', 'POST', '/v1/imports', {
    items: [
      {
        ...{ externalId: { source: 'old', id }, kind: 'complaint', channel: 'email', openedAt, finishedAt },
        ...{
          requester: { customerId: id, name, phone, email },
          subject: cast.says(person, 1),
          body: cast.says(person, many),
        },
        messages,
      },
    ],
  });
};

export const scenesOfWaysIn = {
  ...{ byMail, mailsSetAside, bySms, byChat, byTelephone, atAnOutlet, byFeedback, byForm, byImport },
};
