import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** One request, read whole. `path` and `query` are as received. */
export type Asked = {
  method: string;
  path: string;
  query: string;
  /** Names in lower case, several values of one name joined by a comma. */
  headers: Record<string, string>;
  body: Buffer;
  sourceIp: string;
  protocol: string;
};
export type Answer = { status: number; headers?: Record<string, string | string[]>; body?: string | Buffer };
/** Answers a request, or passes it on to the next door. */
export type Door = (asked: Asked) => Promise<Answer | undefined>;
export type HttpServer = { url: string; port: number; open(doors: Door[]): void; stop(): Promise<void> };

// API Gateway quotas for HTTP APIs.
const BODY_LIMIT = 10 * 1024 * 1024;
const HEADER_LIMIT = 10_240;
const KEEP_ALIVE = 65_000; // milliseconds, longer than any client's, so that no answer meets a closing socket

/** The public socket, on loopback only. It answers 503 until its doors are open. */
export async function startHttpServer({ port = 0 }: { port?: number } = {}): Promise<HttpServer> {
  let doors: Door[] | undefined;
  const server = createServer({ maxHeaderSize: HEADER_LIMIT, keepAliveTimeout: KEEP_ALIVE }, (request, response) => {
    serve(request, response, doors).catch((error: unknown) => {
      console.error('A request failed', error);
      if (response.headersSent) response.destroy();
      else send(response, message(500, 'Internal Server Error'));
    });
  });
  server.on('clientError', refuseMalformed);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound,
    url: `http://127.0.0.1:${bound}`,
    open: (opened) => {
      doors = opened;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** How API Gateway words its own refusals. */
export function message(status: number, sentence: string, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ message: sentence }),
  };
}

async function serve(request: IncomingMessage, response: ServerResponse, doors: Door[] | undefined) {
  const body = await readBody(request);
  if (body === 'gone') return;
  if (body === 'too large') return send(response, message(413, 'Request Entity Too Large', { connection: 'close' }));
  if (!doors) return send(response, message(503, 'Service Unavailable'));
  const asked = readRequest(request, body);
  for (const door of doors) {
    const answer = await door(asked);
    if (answer) return send(response, answer);
  }
  return send(response, message(404, 'Not Found'));
}

function readRequest(request: IncomingMessage, body: Buffer): Asked {
  const target = (request.url ?? '/').replace(/^[a-z]+:\/\/[^/]*/i, '') || '/';
  const [path = '/', ...query] = target.split('?');
  const headers = new Map<string, string>();
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const name = (request.rawHeaders[index] ?? '').toLowerCase();
    const value = request.rawHeaders[index + 1] ?? '';
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}${name === 'cookie' ? '; ' : ','}${value}`);
  }
  return {
    method: request.method ?? 'GET',
    path,
    query: query.join('?'),
    headers: Object.fromEntries(headers),
    body,
    sourceIp: (request.socket.remoteAddress ?? '').replace('::ffff:', ''),
    protocol: `HTTP/${request.httpVersion}`,
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer | 'too large' | 'gone'> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) return 'too large';
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > BODY_LIMIT) return 'too large';
      chunks.push(chunk);
    }
  } catch {
    return 'gone';
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, headers = {}, body = '' }: Answer) {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket) {
  if (!socket.writable || error.code === 'ECONNRESET') return socket.destroy();
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const status = tooLarge ? '431 Request Header Fields Too Large' : '400 Bad Request';
  const body = JSON.stringify({ message: tooLarge ? 'Request Header Fields Too Large' : 'Bad Request' });
  const head = `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close`;
  return socket.end(`${head}\r\n\r\n${body}`);
}
