import type { RunningHouse } from '../support/house.ts';

type Explained = { kind: string; state: string; dueAt: string; level: number };

const TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

const say = (text: string) => process.stdout.write(`${text}\n`);

/** The moment as a person in the shop reads it. */
const readable = (instant: string | number): string => TIME.format(new Date(instant));

/** Tells what happened since it was last asked: who was told what, and how the clocks stand. */
export function narrator({ runtime }: RunningHouse) {
  const told = new Set<string>();
  return {
    act: (what: string) => say(`\n${readable(runtime.clock.now())}  ${what}`),
    told: () => {
      const sent = runtime.outbox().filter(({ id }) => !told.has(id));
      for (const { id, channel, to, at, subject, text } of sent.sort((one, other) => (one.at < other.at ? -1 : 1))) {
        told.add(id);
        say(`${readable(at)}    ${channel.padEnd(4)} → ${to.padEnd(28)} ${subject ?? text.slice(0, 60)}`);
      }
    },
    clocks: (clocks: readonly Explained[]) => {
      for (const { kind, state, dueAt, level } of clocks) {
        const climbed = level > 0 ? `, escalated to level ${level}` : '';
        say(`                    clock ${kind.padEnd(14)} ${state}, due ${readable(dueAt)}${climbed}`);
      }
    },
    say,
  };
}
