import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

// Runs the engine for as long as standard input stays open. The system closes that pipe when the parent ends, however it ends.
// The first argument is a folder to remove in the end, or nothing.
const [passing, binary, ...args] = process.argv.slice(2);
if (!binary) throw new Error('The guard needs the program it guards');

const engine = spawn(binary, args, { stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true });
const end = () => {
  engine.kill('SIGKILL');
};

engine.on('exit', (code) => {
  if (passing) rmSync(passing, { recursive: true, force: true });
  process.exit(code ?? 1);
});
engine.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
process.on('exit', end);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
process.stdin.on('end', end).on('error', end).resume();
