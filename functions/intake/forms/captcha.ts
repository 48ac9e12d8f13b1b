import * as z from 'zod';
import { Instant } from '#platform/time/instant.ts';

/** What a page gives somebody to do before they may write. */
export const Task = z.object({
  kind: z.literal('sha256'),
  challenge: z.string(),
  /** With how many zero bits the SHA-256 of `<challenge>.<answer>` must begin. */
  bits: z.int(),
  expiresAt: Instant,
});
export type Task = z.infer<typeof Task>;

export type Solved = { readonly challenge: string; readonly answer: string };

/** Keeps programs from writing as cheaply as people: by work, or by whatever service stands behind this port. */
export type Captcha = {
  task(at: Instant): Promise<Task>;
  /** The name of the task that was solved, to be used once; refuses a wrong, foreign or late answer with one word. */
  solved(solved: Solved, at: Instant): Promise<string>;
};
