const BYTES = 42; // 56 characters of base64: with its frame below the 75 of RFC 2047

/** Text as encoded words of RFC 2047, which a header holds whatever the text is; one folded line each. */
export function encodedWord(text: string): string {
  return chunks(text)
    .map((chunk) => `=?UTF-8?B?${Buffer.from(chunk).toString('base64')}?=`)
    .join('\r\n ');
}

/** Pieces of whole characters, each small enough for one encoded word. */
function chunks(text: string): string[] {
  const found: string[] = [];
  let chunk = '';
  let bytes = 0;
  for (const character of text) {
    const length = Buffer.byteLength(character);
    if (bytes + length > BYTES) {
      found.push(chunk);
      chunk = '';
      bytes = 0;
    }
    chunk += character;
    bytes += length;
  }
  return [...found, chunk];
}
