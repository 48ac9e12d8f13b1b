import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Signer, signerOf, understand } from './gateway-call.ts';
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

const BODY_LIMIT = 64 * 1024 * 1024; // bytes: more than the largest mail or file that goes through

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
  // Only a browser that asks whether it may send comes without a signature, and only to the files.
  const signer = request.method === 'OPTIONS' ? undefined : signerOf(request);
  const scope = signer?.scope ?? (request.method === 'OPTIONS' ? 's3' : '');
  const service = scopes.get(scope);
  try {
    if (!scope) throw new AwsFault('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
    if (!service) throw new AwsFault('UnknownEndpoint', `The service ${scope} does not run here`, 404);
    const call = understand(service, request, body);
    send(response, await (signer ? answered(options, service, signer, call) : unsigned(service, call)));
  } catch (error) {
    refuse(options, service, request, response, error);
  }
}

async function answered(
  options: GatewayOptions,
  service: Service,
  { accessKey }: Signer,
  call: AwsCall,
): Promise<AwsAnswer> {
  const needs = service.needs(call);
  const caller = options.callers.get(accessKey);
  if (!caller)
    throw new AwsFault('UnrecognizedClientException', 'The security token included in the request is invalid.');
  for (const need of needs) authorize(caller, need);
  options.called(service.scope, call.operation);
  return service.answer({ ...call, caller: caller.name });
}

function unsigned(service: Service, call: AwsCall): AwsAnswer {
  const answer = service.rest?.unsigned(call);
  if (!answer) throw new AwsFault('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  return answer;
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

function refuse(
  options: GatewayOptions,
  service: Service | undefined,
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
): void {
  const fault = error instanceof AwsFault ? error : new AwsFault('InternalFailure', String(error), 500);
  // A link's query is a key to what it shows, and a path may name what is in a file: neither is written down.
  const what = request.headers['x-amz-target'] ?? `${request.method} ${service?.scope ?? ''}`;
  options.log(`gateway: ${what} was answered ${fault.type}: ${fault.message}`);
  if (response.headersSent) return void response.end();
  const said: AwsAnswer = { status: fault.status, body: { __type: fault.type, message: fault.message } };
  const { status, body, headers } = service?.rest?.refusal(fault) ?? said;
  const about = { 'x-amzn-errortype': fault.type, 'x-amzn-requestid': randomUUID() };
  send(response, { status, body, headers: { ...about, ...headers } });
}
