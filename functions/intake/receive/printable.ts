// What no text needs: control characters but tab and line break, marks that turn its direction, halves of characters.
const UNPRINTABLE = /[\p{Cc}--[\t\n]]|[\u202A-\u202E\u2066-\u2069]/gv;

/** A stranger's text as the house keeps text: whole characters, nothing that cannot be seen. */
export function printable(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').toWellFormed().replace(UNPRINTABLE, '').trim();
}

/** The same on one line of at most `max` characters; empty when nothing is left. */
export function oneLine(text: string, max: number): string {
  const line = printable(text.slice(0, max * 4))
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .slice(0, max);
  return line
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trim();
}
