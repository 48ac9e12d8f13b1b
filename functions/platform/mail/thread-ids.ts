const ID = /^<[\w!#$%&'*+/=?^`{|}~.-]{1,120}@[\w.-]{1,120}>$/;
const LONGEST = 800; // an SES header value may have 870 characters

/** A message id in its angle brackets, or undefined: what a stranger's mail calls its id may be anything. */
export function messageIdOf(text: string | undefined): string | undefined {
  return text !== undefined && ID.test(text) ? text : undefined;
}

/** The ids of a thread for one header: the first, which names the thread, and as many of the newest as fit. */
export function threadOf(ids: readonly (string | undefined)[]): string[] {
  const [first, ...others] = [...new Set(ids.flatMap((id) => messageIdOf(id) ?? []))];
  if (first === undefined) return [];
  const newest: string[] = [];
  let length = first.length;
  for (const id of others.reverse()) {
    length += id.length + 1;
    if (length > LONGEST) break;
    newest.unshift(id);
  }
  return [first, ...newest];
}
