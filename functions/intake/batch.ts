import * as z from 'zod';
import { check } from '#platform/http/read.ts';
import { faultIn, type Language, sentence } from '#platform/http/words.ts';
import { log } from '#platform/log.ts';
import { type Fault, Refusal } from '#platform/refusal.ts';
import { toldError } from '#platform/told-error.ts';

const MOST_AT_ONCE = 25;

/** Up to 25 things at once, each judged by itself; `of` is what one looks like. */
export const batch = (of: z.ZodType) => {
  const { $schema: _, ...shape } = z.toJSONSchema(of, { io: 'input', unrepresentable: 'any' });
  return z.array(z.unknown().meta(shape)).min(1).max(MOST_AT_ONCE);
};

/** What was wrong with one thing of many. */
export const Faults = z.array(z.object({ path: z.string(), code: z.string(), message: z.string() }));

type Judging<Item, Result> = {
  readonly of: z.ZodType<Item>;
  readonly language: Language;
  readonly take: (item: Item, place: string) => Promise<Result>;
};

export type Refused = { readonly outcome: 'refused'; readonly faults: readonly Fault[] };

/**
 * Takes one after the other, in the order they came; one that is refused, or fails,
 * never loses the others.
 */
export async function eachByItself<Item, Result>(
  items: readonly unknown[],
  { of, language, take }: Judging<Item, Result>,
): Promise<(Result | Refused)[]> {
  const results: (Result | Refused)[] = [];
  for (const [index, item] of items.entries()) {
    const place = `body.items.${index}`;
    const checked = check(of, item, place, language);
    if (checked.faults) results.push(refused(checked.faults, language));
    else results.push(await take(checked.parsed, place).catch((error) => refusedFor(error, place, language)));
  }
  return results;
}

const refused = (faults: readonly Fault[], language: Language): Refused => ({
  outcome: 'refused',
  faults: faults.map((fault) => faultIn(fault, language)),
});

function refusedFor(error: unknown, place: string, language: Language): Refused {
  if (!(error instanceof Refusal)) {
    log.error('one of many could not be taken', { place, ...toldError(error) });
    const failed = { path: place, code: 'failed', message: 'could not be taken in; please send it again' };
    return refused([failed], language);
  }
  if (error.errors.length > 0) {
    return refused(
      error.errors.map((fault) => ({
        ...fault,
        path: fault.path.startsWith(place) ? fault.path : fault.path.replace('body', place),
      })),
      language,
    );
  }
  return { outcome: 'refused', faults: [{ path: place, code: error.code, message: sentence(error, language) }] };
}
