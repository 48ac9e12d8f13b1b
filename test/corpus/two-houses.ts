import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../infra/app.ts';
import type { Sent } from '../../infra/local/outbox.ts';
import type { Play } from './loop-play.ts';
import { mailHouse, type Posted } from './mail-house.ts';

const NAMES = ['east.example', 'west.example'] as const;

/** Two houses that are each other's customer; between them every mail loses what says that a machine sent it. */
export async function twoHouses(): Promise<Play & { stop(): Promise<void> }> {
  const assembly = await synthesize({ outdir: mkdtempSync(join(tmpdir(), 'kefu-corpus-')) });
  const [east, west] = [await mailHouse(assembly), await mailHouse(assembly)];
  const service = `service@${east.domain}`;
  for (const { runtime } of [east, west]) runtime.turn({ stateMachines: false });
  let number = 0;
  return {
    name: 'two houses',
    houses: [east, west],
    begin: () => {
      number += 1;
      const head = `From: <desk@west.example>\r\nSubject: Matter ${number}\r\nMessage-ID: <m${number}@west.example>`;
      return east.send({
        from: 'desk@west.example',
        to: service,
        raw: Buffer.from(`${head}\r\n\r\nGood morning ${number}.`),
      });
    },
    isTo: ({ to }) => NAMES.some((name) => to === `desk@${name}`),
    answer: (mail, of) => (of === east ? west : east).send(relayed(mail, nameOf(of === east), service)),
    stop: async () => {
      await east.stop();
      await west.stop();
      rmSync(assembly, { recursive: true, force: true });
    },
  };
}

const nameOf = (isEast: boolean): string => NAMES[isEast ? 0 : 1];

/** The mail as the other house gets it: from an address it can answer, with its threads, without a sign of a machine. */
function relayed(
  { subject = '', text, messageId = '', inReplyTo, references }: Sent,
  name: string,
  to: string,
): Posted {
  const from = `desk@${name}`;
  const head = [
    ...[`From: <${from}>`, `To: ${to}`, `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`],
    `Message-ID: ${messageId}`,
    ...(inReplyTo ? [`In-Reply-To: ${inReplyTo}`] : []),
    ...(references ? [`References: ${references}`] : []),
    'Content-Type: text/plain; charset=utf-8',
  ];
  return { from, to, raw: Buffer.from([...head, '', text, ''].join('\r\n')) };
}
