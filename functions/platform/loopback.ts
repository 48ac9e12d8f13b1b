const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i;

/** Whether a host is this machine itself, the only one that may be spoken to without TLS. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}
