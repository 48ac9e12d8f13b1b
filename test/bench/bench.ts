import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../infra/app.ts';
import { commandLine } from '../../infra/command-line.ts';
import { cold } from './cold.ts';
import { cost } from './cost.ts';
import { create } from './create.ts';
import { type Figure, printFigures, say } from './figures.ts';
import type { Section } from './section.ts';
import { size } from './size.ts';
import { weeks } from './weeks.ts';

const SECTIONS: Readonly<Record<string, { title: string; measure: Section }>> = {
  create: { title: 'Opening a complaint over HTTP, against the bare transaction of the same items', measure: create },
  cold: { title: 'Cold start of the tickets API, against a bare handler with the same clients', measure: cold },
  cost: { title: 'What one complaint handled on time costs', measure: cost },
  weeks: { title: 'Three virtual weeks of complaints', measure: weeks },
  size: { title: 'Bundles, and npm start to its first answer', measure: size },
};

const HELP = `npm run bench -- [--quick] [section …]
  sections  ${Object.keys(SECTIONS).join(', ')} (all of them when none is named)
  --quick   small counts: to see that it runs, not for figures`;

const { values, positionals } = commandLine(HELP, {
  options: { quick: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  allowPositionals: true,
});

async function bench(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !SECTIONS[name]);
  if (unknown) throw new Error(`There is no section ${unknown}\n${HELP}`);
  const assembly = mkdtempSync(join(tmpdir(), 'kefu-bench-'));
  try {
    await synthesize({ outdir: assembly });
    say(`${availableParallelism()} ${process.arch} cores, ${process.platform}, Node ${process.versions.node}`);
    const figures: Figure[] = [];
    for (const name of names) figures.push(...(await print(name, assembly)));
    const over = figures.filter(({ holds }) => holds === false);
    say(`\n${figures.filter(({ holds }) => holds).length} figures within their bounds, ${over.length} over`);
    if (over.length > 0) process.exitCode = 1;
  } finally {
    rmSync(assembly, { recursive: true, force: true });
  }
}

async function print(name: string, assembly: string): Promise<readonly Figure[]> {
  const { title, measure } = SECTIONS[name]!;
  say(`\n${name}: ${title}`);
  const figures = await measure({ assembly, quick: values.quick });
  printFigures(figures);
  return figures;
}

if (values.help) say(HELP);
else await bench(positionals.length > 0 ? positionals : Object.keys(SECTIONS));
