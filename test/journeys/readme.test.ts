import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { welcome } from '../../infra/local/welcome.ts';
import { openHouse, type RunningHouse } from '../support/house.ts';

/** The commands of the README's story, from the tokens to the timeline. */
function story(): string {
  const [, told = ''] = readFileSync('README.md', 'utf8').split("## One customer's story");
  const [commands = ''] = told.split('## The map');
  const blocks = [...commands.matchAll(/^```sh\n([\s\S]*?)```/gm)].map(([, text = '']) => text);
  return blocks.filter((text) => !text.startsWith('npm ')).join('\n');
}

function paste(commands: string, cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const shell = spawn('sh', ['-eu', '-c', commands], { cwd });
    let said = '';
    for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (part) => (said += part));
    shell.on('error', reject).on('close', () => resolve(said));
  });
}

describe.skipIf(process.platform === 'win32')("the README's story, pasted", () => {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-readme-'));
  let house: RunningHouse;
  let said: string;

  beforeAll(async () => {
    house = await openHouse({ assembly: inject('assembly') });
    writeFileSync(join(folder, 'kefu.log'), await welcome(house.runtime, folder));
    said = await paste(story(), folder);
  });
  afterAll(async () => {
    await house?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is never refused', () => {
    expect(said).toContain('"people":2');
    expect(said).not.toMatch(/"code":|"message":"Unauthorized"|curl:|not found/);
  });

  it('tells Lena before the promise breaks, and her leader when it does', () => {
    const told = house.runtime.outbox().map(({ to, subject = '' }) => `${to} ${subject}`);

    expect(told.some((line) => line.startsWith('lena@shop.example 首次响应即将超时'))).toBe(true);
    expect(told.some((line) => line.startsWith('tang@shop.example 首次响应已超时'))).toBe(true);
  });

  it('ends with a satisfied customer on record', () => {
    expect(said).toContain('"type":"FollowUpRecorded"');
    expect(said).toContain('"phase":"followedUp"');
  });
});
