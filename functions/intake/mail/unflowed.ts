const QUOTED = /^>+/;

type Paragraph = { readonly quote: string; readonly pieces: string[] };

/** Text whose lines a mailer wrapped as `format=flowed` (RFC 3676), each paragraph on one line again; in one pass over it. */
export function unflowed(text: string, delsp: string | undefined): string {
  const gluesWords = delsp?.toLowerCase() === 'yes';
  const paragraphs: Paragraph[] = [];
  let flows = false;
  for (const raw of text.split('\n')) {
    const line = raw.startsWith(' ') ? raw.slice(1) : raw;
    const isSignature = line === '-- ';
    const quote = QUOTED.exec(raw)?.[0] ?? '';
    const goesOn = flows && !isSignature ? paragraphs.at(-1) : undefined;
    flows = line.endsWith(' ') && !isSignature;
    const words = flows && gluesWords ? line.slice(0, -1) : line;
    if (goesOn?.quote === quote) goesOn.pieces.push(words.slice(quote.length).replace(/^ /, ''));
    else paragraphs.push({ quote, pieces: [words] });
  }
  return paragraphs.map(({ pieces }) => pieces.join('')).join('\n');
}
