import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

type Delivered = {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly user?: string;
};

/** A real SMTP server on this machine that keeps what it is given; `port` is free until it listens. */
export async function anSmtpServer(options: SMTPServerOptions = {}) {
  const delivered: Delivered[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onAuth: ({ username, password }, _session, done) =>
      password === 'let me/in' ? done(null, { user: username }) : done(new Error('wrong password')),
    onData(stream, { envelope, user }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        delivered.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString('utf8'),
          ...(user && { user: String(user) }),
        });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {}); // a client that hangs up is not this test's matter
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const hangUp = () => {
    for (const { _socket: socket } of server.connections as Set<{ _socket: { destroy(): void } }>) socket.destroy();
  };
  return { delivered, port, hangUp, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}
