import { type ParseArgsConfig, parseArgs } from 'node:util';

const MISUSED = 2; // what a shell calls a command that was asked wrongly

/** What a command was asked for. Something it does not know is answered with what it does, and ends it. */
export function commandLine<Config extends ParseArgsConfig>(help: string, config: Config) {
  try {
    return parseArgs(config);
  } catch (error) {
    process.stderr.write(`${messageOf(error).split('. ')[0]}.\n\n${help}\n`);
    process.exit(MISUSED);
  }
}

/** Runs what was asked for; what goes wrong is said in a sentence, without where in the program that was. */
export async function runCommand(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exit(1);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
