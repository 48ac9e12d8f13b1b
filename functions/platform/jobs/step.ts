import type * as z from 'zod';

type Step<Needs, Input, Output> = {
  readonly input: z.ZodType<Input>;
  readonly needs: () => Needs;
  readonly run: (needs: Needs) => (input: Input) => Promise<Output>;
};

/** The Lambda of a state machine's task. */
export function step<Needs, Input, Output>({ input, needs, run }: Step<Needs, Input, Output>) {
  return async (event: unknown): Promise<Output> => run(needs())(input.parse(event));
}
