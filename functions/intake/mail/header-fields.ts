import type { HeaderField } from './mail.ts';
import { repairCharset } from './repair-charset.ts';

const NAME = /^[\x21-\x39\x3b-\x7e]{1,200}$/; // RFC 5322 2.2: printable, no space, no colon
const LINE_END = /\r?\n/;

/** The fields of a block of header lines, in their order; lines that are no field are left out. */
export function headerFields(block: Uint8Array): HeaderField[] {
  return unfolded(repairCharset(block)).flatMap((line) => {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trimEnd();
    return NAME.test(name) ? [{ name, value: line.slice(colon + 1).trim() }] : [];
  });
}

/** The first field of a name, in any case. */
export function fieldOf(headers: readonly HeaderField[], name: string): string | undefined {
  return headers.find((field) => field.name.toLowerCase() === name)?.value;
}

/** Every field of a name, in any case. */
export function fieldsOf(headers: readonly HeaderField[], name: string): string[] {
  return headers.filter((field) => field.name.toLowerCase() === name).map(({ value }) => value);
}

function unfolded(text: string): string[] {
  const found: string[][] = [];
  for (const line of text.split(LINE_END)) {
    const last = found.at(-1);
    if (last && (line.startsWith(' ') || line.startsWith('\t'))) last.push(line.trim());
    else found.push([line]);
  }
  return found.map((lines) => lines.join(' '));
}
