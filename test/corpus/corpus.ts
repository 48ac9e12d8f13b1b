import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Each part of the proof, and the file and the name of what counts it. */
const PARTS: Readonly<Record<string, readonly [file: string, name: string]>> = {
  rules: ['mail-rules.ts', 'mailRules'],
  personal: ['personal-rules.ts', 'personalRules'],
  latency: ['latency.ts', 'latency'],
  mail: ['mail.ts', 'mail'],
  mutated: ['mutated.ts', 'mutated'],
  loop: ['loop.ts', 'loop'],
  canaries: ['canaries.ts', 'canaries'],
};

const HELP = `npm run corpus             all parts: ${Object.keys(PARTS).join(', ')}
npm run corpus -- mail loop  some of them`;

type Count = () => readonly string[] | Promise<readonly string[]>;

/** Counts one part, a line for each figure; what is not here says so. */
async function counted(part: string): Promise<readonly string[]> {
  const [file, name] = PARTS[part] ?? ['', ''];
  const path = join(import.meta.dirname, file);
  if (!existsSync(path)) return [`test/corpus/${file} is not here: nothing was counted`];
  const { [name]: count } = (await import(path)) as Record<string, Count | undefined>;
  return count ? count() : [`test/corpus/${file} has no ${name}: nothing was counted`];
}

const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !(part in PARTS));
if (unknown.length > 0) {
  process.stdout.write(`${HELP}\n`);
  process.exitCode = asked.includes('--help') ? 0 : 1;
} else {
  for (const part of asked.length > 0 ? asked : Object.keys(PARTS)) {
    const start = performance.now();
    process.stdout.write(`\n${part}\n`);
    for (const line of await counted(part)) {
      process.stdout.write(`  ${line}\n`);
      if (line.includes('MISSED')) process.exitCode = 1;
    }
    process.stdout.write(`  (${((performance.now() - start) / 1_000).toFixed(0)} s)\n`);
  }
}
