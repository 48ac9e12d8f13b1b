const V6_GROUPS = 4; // a household has 2^64 addresses of its own

/** A network address as one sender is counted by: the whole of an old one, the first half of a new one. */
export function senderOf(address: string): string {
  const text = address.slice(0, 45).toLowerCase();
  if (!text.includes(':')) return text;
  const [before = '', after] = text.split('::');
  const head = before.split(':').filter((group) => group !== '');
  const tail = after === undefined ? [] : after.split(':').filter((group) => group !== '');
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  return [...head, ...zeros, ...tail]
    .slice(0, V6_GROUPS)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
