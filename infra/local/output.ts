import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** What the functions and the house itself printed: the last lines in memory, all of them in the folder. */
export type Output = {
  printed(name: string, text: string): void;
  lines(): string[];
  flush(): void;
};

const KEPT = 10_000; // lines
const FLUSH_EVERY = 250; // milliseconds

export function output(folder?: string): Output {
  const logs = folder && join(folder, 'logs');
  if (logs) mkdirSync(logs, { recursive: true, mode: 0o700 });
  const unwritten = new Map<string, string>();
  let kept: string[] = [];
  let timer: NodeJS.Timeout | undefined;

  function flush() {
    clearTimeout(timer);
    timer = undefined;
    for (const [name, text] of unwritten) if (logs) appendFileSync(join(logs, `${name}.log`), text);
    unwritten.clear();
  }

  return {
    printed(name, text) {
      for (const line of text.split('\n')) if (line) kept.push(`${name} ${line}`);
      if (kept.length > 2 * KEPT) kept = kept.slice(-KEPT);
      if (!logs) return;
      unwritten.set(name, (unwritten.get(name) ?? '') + text);
      timer ??= setTimeout(flush, FLUSH_EVERY);
      timer.unref();
    },
    lines: () => kept.slice(-KEPT),
    flush,
  };
}
