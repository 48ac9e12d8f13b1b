import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

type Running = { url: string; engineUrl: string; smtp?: { port: number } };

/** A runtime in a process of its own, which is then killed without warning. */
export async function aProcess(assembly: string, folder: string) {
  const program = fileURLToPath(new URL('./run-assembly.ts', import.meta.url));
  const child = spawn(process.execPath, [program, assembly, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(createInterface(child.stdout!), 'line');
  return { ...(JSON.parse(line) as Running), kill: () => kill(child) };
}

async function kill(child: ChildProcess) {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
