const LONGEST = 20_000;
const LONGEST_ID = 500;
const MOST = 100;
const ID = /^<[\x21-\x3b\x3d\x3f-\x7e]+>$/;

/** The message ids in a header, in their angle brackets, the last ones when there are many. */
export function messageIds(value: string | undefined): string[] {
  return (value ?? '')
    .slice(-LONGEST)
    .split('<')
    .slice(1)
    .map((piece) => `<${piece.slice(0, piece.indexOf('>') + 1)}`)
    .filter((id) => id.length <= LONGEST_ID && ID.test(id))
    .slice(-MOST);
}
