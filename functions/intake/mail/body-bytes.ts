const EQUALS = 0x3d;
const NEWLINE = 0x0a;
const MOST_STRETCHES = 200_000;

/** A part's content without its transfer encoding; an encoding we do not know leaves it as it is. */
export function bodyBytes(body: Uint8Array, encoding: string): Uint8Array {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (encoding.includes('base64')) return unpadded(bytes);
  return encoding.includes('quoted-printable') ? quotedPrintable(bytes) : bytes;
}

/** Base64 of one stretch, or of several each with its own padding, as some mailers write line by line. */
function unpadded(bytes: Buffer): Uint8Array {
  const text = bytes.toString('latin1');
  const padding = text.indexOf('=');
  if (padding < 0 || !/[\w+/]/.test(text.slice(padding, padding + 200))) return Buffer.from(text, 'base64');
  return Buffer.concat(text.split(/=+/, MOST_STRETCHES).map((stretch) => Buffer.from(stretch, 'base64')));
}

function quotedPrintable(bytes: Buffer): Uint8Array {
  const decoded = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte !== EQUALS) {
      decoded[length++] = byte;
      continue;
    }
    const value = (nibble(bytes[index + 1]) << 4) | nibble(bytes[index + 2]);
    const lineEnd = softBreak(bytes, index + 1);
    if (value >= 0) {
      decoded[length++] = value;
      index += 2;
    } else if (lineEnd > 0) index = lineEnd;
    else decoded[length++] = byte;
  }
  return decoded.subarray(0, length);
}

/** Where the line ends that an `=` at its end continues, past spaces that a server added; 0 when it does not. */
function softBreak(bytes: Buffer, from: number): number {
  let index = from;
  while (index < from + 80 && (bytes[index] === 0x20 || bytes[index] === 0x09 || bytes[index] === 0x0d)) index += 1;
  return bytes[index] === NEWLINE ? index : 0;
}

/** -1 for what is no hexadecimal digit, so that a pair with one is negative. */
function nibble(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte & 0xdf;
  return letter >= 0x41 && letter <= 0x46 ? letter - 0x37 : -1;
}
