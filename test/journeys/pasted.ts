import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { inject } from 'vitest';
import { welcome } from '../../infra/local/welcome.ts';
import { openHouse, type RunningHouse } from '../support/house.ts';

const SEND_MAIL = `'${process.execPath}' '${resolve('infra/local/send-mail.ts')}'`;

/** The commands of a document, or of what stands between two of its headings; what runs elsewhere is left out. */
export function commandsOf(path: string, from = '', to = '\0'): string[] {
  const [, told = ''] = from === '' ? ['', readFileSync(path, 'utf8')] : readFileSync(path, 'utf8').split(from);
  const [commands = ''] = told.split(to);
  const blocks = [...commands.matchAll(/^```sh\n([\s\S]*?)```/gm)].map(([, text = '']) => text);
  return blocks.filter(
    (text) => !/^(?:npm start|npm run story|aws) /.test(text) && !text.startsWith('npm run story\n'),
  );
}

export type Desk = {
  readonly house: RunningHouse;
  paste(commands: readonly string[]): Promise<string>;
  leave(): Promise<void>;
};

/** A house, and a shell in a folder that holds what `npm start` printed, as somebody has who reads the README. */
export async function sitDown(parameters: Readonly<Record<string, string>> = {}): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'kefu-pasted-'));
  const house = await openHouse({ assembly: inject('assembly'), parameters });
  writeFileSync(join(folder, 'kefu.log'), await welcome(house.runtime, folder));
  symlinkSync(resolve('test'), join(folder, 'test'));
  return {
    house,
    paste: (commands) => paste(commands.join('\n').replaceAll('npm run send-mail --', SEND_MAIL), folder),
    leave: async () => {
      await house.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function paste(commands: string, cwd: string): Promise<string> {
  return new Promise((done, reject) => {
    const shell = spawn('sh', ['-eu', '-c', commands], { cwd });
    let said = '';
    for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (part) => (said += part));
    shell.on('error', reject).on('close', () => done(said));
  });
}
