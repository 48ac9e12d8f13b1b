import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AwsAnswer, type AwsCall, AwsFault, type Need, type Service } from './house.ts';

/** Who calls, known by access key id, and why a call is not theirs to make. */
export type Caller = { name: string; arn: string; refusal(need: Need): string | undefined };

export type GatewayOptions = {
  services: Service[];
  callers: Map<string, Caller>;
  log: (line: string) => void;
  /** Told of every call that reached a service. */
  called: (service: string, operation: string) => void;
};

/** The one endpoint of every AWS service. It opens its door before it knows its services, so that its address can be told to them. */
export type Gateway = { url: string; open(options: GatewayOptions): void; stop(): Promise<void> };

const CREDENTIAL = /Credential=([^/]+)\/[^/]+\/[^/]+\/([^/]+)\/aws4_request/;
const BODY_LIMIT = 16 * 1024 * 1024; // bytes: the largest DynamoDB request (BatchWriteItem)

export async function startGateway(): Promise<Gateway> {
  let serve: ((request: IncomingMessage, response: ServerResponse, body: Buffer) => void) | undefined;
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, noDelay: true }, (request, response) => {
    response.sendDate = false;
    read(request, (body) => serve?.(request, response, body));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    open(options) {
      const scopes = new Map(options.services.map((service) => [service.scope, service]));
      serve = (request, response, body) => void handle(options, scopes, request, response, body);
    },
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function read(request: IncomingMessage, then: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('error', () => {});
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= BODY_LIMIT) chunks.push(chunk);
    else request.destroy();
  });
  request.on('end', () => then(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
}

async function handle(
  options: GatewayOptions,
  scopes: Map<string, Service>,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): Promise<void> {
  try {
    const [key, scope] = credential(request);
    const service = scopes.get(scope);
    if (!service) throw new AwsFault('UnknownEndpoint', `The service ${scope} does not run here`, 404);
    const call = understand(scope, request, body);
    const needs = service.needs(call);
    const caller = options.callers.get(key);
    if (!caller)
      throw new AwsFault('UnrecognizedClientException', 'The security token included in the request is invalid.');
    for (const need of needs) authorize(caller, need);
    options.called(scope, call.operation);
    send(response, await service.answer({ ...call, caller: caller.name }));
  } catch (error) {
    refuse(options, request, response, error);
  }
}

function credential({ headers }: IncomingMessage): [key: string, scope: string] {
  const [, key, scope] = CREDENTIAL.exec(headers.authorization ?? '') ?? [];
  if (!key || !scope) throw new AwsFault('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  return [key, scope];
}

function understand(service: string, request: IncomingMessage, body: Buffer): AwsCall {
  const { method = 'POST', url = '/', headers } = request;
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const target = headers['x-amz-target'];
  const operation = typeof target === 'string' ? target.slice(target.indexOf('.') + 1) : `${method} ${path}`;
  const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark));
  return { service, operation, method, path, query, headers, body, json: parse(body) };
}

function parse(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(body.toString());
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Said below, as AWS says it.
  }
  throw new AwsFault('SerializationException', 'The request body is not a JSON object');
}

function authorize(caller: Caller, need: Need): void {
  const refusal = caller.refusal(need);
  if (!refusal) return;
  throw new AwsFault(
    'AccessDeniedException',
    `User: ${caller.arn} is not authorized to perform: ${need.action} on resource: ${need.resource} ${refusal}`,
  );
}

function send(response: ServerResponse, { status, body, headers }: AwsAnswer): void {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body ?? {}));
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': bytes.length,
    ...headers,
  });
  response.end(bytes);
}

function refuse(options: GatewayOptions, request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const fault = error instanceof AwsFault ? error : new AwsFault('InternalFailure', String(error), 500);
  const what = request.headers['x-amz-target'] ?? `${request.method} ${request.url}`;
  options.log(`gateway: ${what} was answered ${fault.type}: ${fault.message}`);
  if (response.headersSent) return void response.end();
  send(response, {
    status: fault.status,
    body: { __type: fault.type, message: fault.message },
    headers: { 'x-amzn-errortype': fault.type, 'x-amzn-requestid': randomUUID() },
  });
}
