const QUOTED = /^>+/;

/** Text whose lines a mailer wrapped as `format=flowed` (RFC 3676), each paragraph on one line again. */
export function unflowed(text: string, delsp: string | undefined): string {
  const lines: string[] = [];
  let flows = false;
  for (const raw of text.split('\n')) {
    const line = raw.startsWith(' ') ? raw.slice(1) : raw;
    const isSignature = line === '-- ';
    const quote = QUOTED.exec(raw)?.[0] ?? '';
    const last = lines.at(-1);
    if (flows && last !== undefined && !isSignature && quote === (QUOTED.exec(last)?.[0] ?? '')) {
      lines[lines.length - 1] = last + line.slice(quote.length).replace(/^ /, '');
    } else lines.push(line);
    flows = line.endsWith(' ') && !isSignature;
    if (flows && delsp?.toLowerCase() === 'yes') lines[lines.length - 1] = (lines.at(-1) ?? '').slice(0, -1);
  }
  return lines.join('\n');
}
