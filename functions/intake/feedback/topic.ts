import { findWords, plain, wordTable } from './find-words.ts';
import { NO_TOPIC, TOPICS } from './topics.ts';

export type Placed = { readonly topic: string; readonly department: string };

const WORDS = wordTable(Object.fromEntries(TOPICS.map(({ topic, words }) => [topic, words])));

/** What a text is about and whose it is (CLS-17): the topic most of its words are of; whoever sends it may know better. */
export function topicOf(text: string, known: Partial<Placed> = {}): Placed {
  const counts = new Map<string, number>();
  for (const { kind } of findWords(plain(text), WORDS)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  const found =
    TOPICS.find(({ topic }) => (known.topic ? topic === known.topic : counts.get(topic) === most)) ?? NO_TOPIC;
  return { topic: known.topic ?? found.topic, department: known.department ?? found.department };
}
