import { createServer } from 'node:net';

const TRIES = 50;

/** The first port from `wanted` on that nobody on this machine listens on; 0 asks the system for any. */
export async function firstFreePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + TRIES; port += 1) if (await isFree(port)) return port;
  throw new Error(`The ports from ${wanted} to ${wanted + TRIES - 1} are taken`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error),
    );
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
