import { Agent, type IncomingMessage, request } from 'node:http';

export type EngineAnswer = { status: number; body: Buffer; checksum: string | undefined };

/** Speaks to the DynamoDB engine over connections that stay open. */
export type EngineClient = {
  /** Sends a body as it is. `target` is the value of X-Amz-Target. */
  send(target: string, body: Buffer): Promise<EngineAnswer>;
  /** Sends and reads JSON; a fault of the engine is thrown. */
  ask<T>(target: string, input: object): Promise<T>;
  stop(): void;
};

export const TABLES = 'DynamoDB_20120810.';
export const STREAMS = 'DynamoDBStreams_20120810.';

// The engine asks for a signature's form and does not verify it.
const SIGNED =
  'AWS4-HMAC-SHA256 Credential=house/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0';

export function engineClient(port: number): EngineClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 64, scheduling: 'lifo' });

  const send = (target: string, body: Buffer) =>
    new Promise<EngineAnswer>((resolve, reject) => {
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'content-length': body.length,
        'x-amz-target': target,
        authorization: SIGNED,
        'x-amz-date': '20260101T000000Z',
      };
      request({ host: '127.0.0.1', port, method: 'POST', path: '/', agent, headers }, (answer) =>
        collect(answer, resolve, reject),
      )
        .on('error', reject)
        .end(body);
    });

  return {
    send,
    async ask<T>(target: string, input: object) {
      const { status, body } = await send(target, Buffer.from(JSON.stringify(input)));
      const answer = JSON.parse(body.toString());
      if (status !== 200) throw new Error(`${target}: ${answer.__type}: ${answer.message ?? answer.Message}`);
      return answer as T;
    },
    stop: () => agent.destroy(),
  };
}

function collect(
  answer: IncomingMessage,
  resolve: (answer: EngineAnswer) => void,
  reject: (error: Error) => void,
): void {
  const chunks: Buffer[] = [];
  answer.on('data', (chunk: Buffer) => chunks.push(chunk));
  answer.on('error', reject);
  answer.on('end', () => {
    const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    const checksum = answer.headers['x-amz-crc32'];
    resolve({ status: answer.statusCode ?? 500, body, checksum: typeof checksum === 'string' ? checksum : undefined });
  });
}
