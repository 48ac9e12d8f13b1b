import type { FeedbackReceived } from '#intake/events.ts';
import { eventWrite } from '#platform/events/timeline.ts';
import type { Put } from '#platform/store/commit.ts';
import type { Feedback } from './feedback.ts';
import { feedbackWrite } from './feedback-item.ts';

/** Feedback and the fact that it came, to be saved together, once. */
export function received(feedback: Feedback): readonly Put[] {
  const { id, receivedAt, by, source, sentiment, topic, department, score, customerId, ticketId } = feedback;
  const event: FeedbackReceived = {
    ...{ id: `${id}.1.0`, type: 'FeedbackReceived', subject: id, at: receivedAt, by },
    ...{ source, sentiment, topic, department },
    ...(score !== undefined && { score }),
    ...(customerId && { customerId }),
    ...(ticketId && { ticketId }),
  };
  return [feedbackWrite(feedback), eventWrite(event, 0)];
}
