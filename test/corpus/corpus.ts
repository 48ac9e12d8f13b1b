type Figures = readonly string[] | Promise<readonly string[]>;

/** Each part of the proof, loaded when it is asked for: it answers a line for each figure. */
const PARTS: Readonly<Record<string, () => Promise<() => Figures>>> = {
  rules: async () => (await import('./mail-rules.ts')).mailRules,
  personal: async () => (await import('./personal-rules.ts')).personalRules,
  sealing: async () => (await import('./sealing.ts')).sealing,
  latency: async () => (await import('./latency.ts')).latency,
  mail: async () => (await import('./mail.ts')).mail,
  mutated: async () => (await import('./mutated.ts')).mutated,
  loop: async () => (await import('./loop.ts')).loop,
  canaries: async () => (await import('./canaries.ts')).canaries,
  enumeration: async () => (await import('./enumeration.ts')).enumeration,
};

const HELP = `npm run corpus             all parts: ${Object.keys(PARTS).join(', ')}
npm run corpus -- mail loop  some of them`;

async function count(part: string): Promise<void> {
  const start = performance.now();
  const figures = await PARTS[part]?.();
  process.stdout.write(`\n${part}\n`);
  for (const line of (await figures?.()) ?? []) {
    process.stdout.write(`  ${line}\n`);
    if (line.includes('MISSED')) process.exitCode = 1;
  }
  process.stdout.write(`  (${((performance.now() - start) / 1_000).toFixed(0)} s)\n`);
}

const asked = process.argv.slice(2);
if (asked.some((part) => !(part in PARTS))) {
  process.stdout.write(`${HELP}\n`);
  process.exitCode = asked.includes('--help') ? 0 : 1;
} else for (const part of asked.length > 0 ? asked : Object.keys(PARTS)) await count(part);
