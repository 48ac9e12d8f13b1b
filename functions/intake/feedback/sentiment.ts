import * as z from 'zod';
import { findWords, plain, wordTable } from './find-words.ts';
import { FEELINGS } from './lexicon.ts';

export const Sentiment = z.enum(['positive', 'neutral', 'negative']);
export type Sentiment = z.infer<typeof Sentiment>;

/** From which of five points on a score says by itself how somebody feels. */
export const SCORE = { negativeUpTo: 2, positiveFrom: 4 } as const;

export type Felt = { readonly sentiment: Sentiment; readonly because: 'score' | 'words' | 'nothing' };

const { positive, negative, turning } = FEELINGS;
const WORDS = wordTable({ negative, positive });
const TURNING = turning.map(plain);

/** How somebody feels: a score says it first (`SCORE`), else their words do. */
export function sentimentOf({ score, text }: { readonly score?: number | undefined; readonly text: string }): Felt {
  if (score !== undefined)
    return {
      sentiment: score <= SCORE.negativeUpTo ? 'negative' : score >= SCORE.positiveFrom ? 'positive' : 'neutral',
      because: 'score',
    };
  const balance = balanceOf(text);
  if (balance === undefined) return { sentiment: 'neutral', because: 'nothing' };
  return { sentiment: balance > 0 ? 'positive' : balance < 0 ? 'negative' : 'neutral', because: 'words' };
}

/** Words of joy less words of grief, turned round where a word before them does so; nothing when there are none. */
function balanceOf(text: string): number | undefined {
  const bare = plain(text);
  const found = findWords(bare, WORDS);
  if (found.length === 0) return undefined;
  return found.reduce((balance, { kind, at }) => {
    const turned = TURNING.some((word) => at >= word.length && bare.startsWith(word, at - word.length));
    return balance + ((kind === 'positive') === turned ? -1 : 1);
  }, 0);
}
