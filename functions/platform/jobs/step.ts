import type * as z from 'zod';
import { withoutWords } from './without-words.ts';

type Step<Needs, Input, Output> = {
  readonly input: z.ZodType<Input>;
  readonly needs: () => Needs;
  readonly run: (needs: Needs) => (input: Input) => Promise<Output>;
};

/** The Lambda of a state machine's task. */
export function step<Needs, Input, Output>({ input, needs, run }: Step<Needs, Input, Output>) {
  return withoutWords(async (event: unknown): Promise<Output> => run(needs())(input.parse(event)));
}
