import { createServer, type IncomingHttpHeaders } from 'node:http';

type Request = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string };
type Answer = { readonly status?: number; readonly json: unknown; readonly location?: string } | 'silence' | 'hang up';

/** A web server on this machine that answers as the test says, and keeps what it was asked. */
export async function aWebServer(answer: (request: Request) => Answer) {
  const asked: Request[] = [];
  const server = createServer(async (incoming, outgoing) => {
    let body = '';
    for await (const part of incoming.setEncoding('utf8')) body += part;
    const request = { path: incoming.url ?? '', headers: incoming.headers, body };
    asked.push(request);
    const given = answer(request);
    if (given === 'hang up') incoming.socket.destroy();
    else if (given !== 'silence') {
      outgoing.writeHead(given.status ?? 200, {
        'content-type': 'application/json',
        ...(given.location && { location: given.location }),
      });
      outgoing.end(typeof given.json === 'string' ? given.json : JSON.stringify(given.json));
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { asked, host, url: `http://${host}`, close };
}
