import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { log } from '#platform/log.ts';
import { withoutWords } from './without-words.ts';

/** A change of one item as the stream tells it; `sequence` is its place in the stream. */
export type Changed = {
  readonly sequence: string;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
};

type Streaming<Needs> = {
  readonly needs: () => Needs;
  /** Handles a batch in order and answers the sequences that failed. */
  readonly run: (needs: Needs) => (changes: readonly Changed[]) => Promise<readonly string[]>;
};

/** The Lambda of a table's stream: what fails is reported by its place, and comes again with everything after it. */
export function stream<Needs>({ needs, run }: Streaming<Needs>) {
  return withoutWords(async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const failed = await run(needs())(Records.map(changed));
    if (failed.length > 0) log.warn('stream records failed', { count: failed.length });
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  });
}

function changed({ dynamodb }: DynamoDBRecord): Changed {
  const image = (attributes: unknown) => unmarshall(attributes as Parameters<typeof unmarshall>[0]);
  return {
    sequence: dynamodb?.SequenceNumber ?? '',
    ...(dynamodb?.OldImage && { before: image(dynamodb.OldImage) }),
    ...(dynamodb?.NewImage && { after: image(dynamodb.NewImage) }),
  };
}
