import { BlockList, isIP, isIPv4 } from 'node:net';
import { isCallbackSecret } from './callback-secret.ts';

type Ours = { readonly secret: string | undefined; readonly sources: readonly string[] };
type Call = { readonly secret: string; readonly sourceIp: string };

/**
 * Whether a callback comes from Tencent Cloud as far as that can be told. It documents no signature, but a list of the
 * addresses it calls from, which its interface GetIPList answers (cloud.tencent.com/document/api/382/59178): the secret in
 * the path must be ours, and the caller among `sources` (addresses or `1.2.3.0/24`) when there are any.
 */
export function verifyTencent({ secret, sources }: Ours, call: Call): boolean {
  const isOurs = isCallbackSecret(secret, call.secret);
  return isOurs && (sources.length === 0 || isAmong(sources, call.sourceIp));
}

function isAmong(sources: readonly string[], address: string): boolean {
  if (!isIP(address)) return false;
  const list = new BlockList();
  for (const source of sources) add(list, source.trim());
  return list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

/** A source that is written wrongly lets nobody in. */
function add(list: BlockList, source: string): void {
  const [address = '', bits] = source.split('/');
  const family = isIPv4(address) ? 'ipv4' : 'ipv6';
  if (!isIP(address)) return;
  if (bits === undefined) list.addAddress(address, family);
  else if (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 'ipv4' ? 32 : 128)) {
    list.addSubnet(address, Number(bits), family);
  }
}
