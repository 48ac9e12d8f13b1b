import { complaintIn } from '#intake/complaint-in.ts';
import type { FeedbackItem } from './feedback.ts';
import { OPENING } from './opening-rule.ts';
import { type Sentiment, sentimentOf } from './sentiment.ts';
import { topicOf } from './topic.ts';

export type Judged = {
  readonly sentiment: Sentiment;
  readonly topic: string;
  readonly department: string;
  /** Somebody must look after it: as what, and what said so. */
  readonly opens?: { readonly kind: 'complaint' | 'feedback'; readonly because: 'score' | 'words' };
};

type Asked = Pick<FeedbackItem, 'score' | 'text' | 'topic' | 'department'>;

/** What becomes of feedback: how it sounds, whose it is, and whether it opens a ticket (CH-04, CLS-17). */
export function judge({ score, text, topic, department }: Asked): Judged {
  const { sentiment } = sentimentOf({ score, text });
  const placed = topicOf(text, { ...(topic && { topic }), ...(department && { department }) });
  const because = grounds({ score, text });
  if (!because) return { sentiment, ...placed };
  return { sentiment, ...placed, opens: { kind: complaintIn(text) === 'claim' ? 'complaint' : 'feedback', because } };
}

/** A low score is enough, and a high one is believed; between them, and without one, the words decide. */
function grounds({ score, text }: Pick<Asked, 'score' | 'text'>): 'score' | 'words' | undefined {
  if (score !== undefined && score <= OPENING.scoreUpTo) return 'score';
  if (score !== undefined && score >= OPENING.scoreBelievedFrom) return undefined;
  return OPENING.byWords && sentimentOf({ text }).sentiment === 'negative' ? 'words' : undefined;
}
