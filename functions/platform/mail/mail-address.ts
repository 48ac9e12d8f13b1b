import { domainToASCII, domainToUnicode } from 'node:url';

const LONGEST = 254; // RFC 5321 4.5.3.1.3, without the angle brackets
const LONGEST_LOCAL = 64; // RFC 5321 4.5.3.1.1
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i; // RFC 5322 dot-atom
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const DIGITS = /^\d+$/;

/**
 * An address as a mail server is told it, or undefined when it is not plainly `dot-atom@domain`: no quotes, no comments,
 * no address literals, no second `@`. An international domain becomes ASCII, and only when it means nothing else.
 */
export function mailAddress(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const at = text.indexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  if (local.length > LONGEST_LOCAL || !LOCAL.test(local)) return undefined;
  const domain = asciiDomain(text.slice(at + 1));
  const address = `${local}@${domain}`;
  return domain && address.length <= LONGEST ? address : undefined;
}

function asciiDomain(text: string): string | undefined {
  const wanted = text.toLowerCase().normalize('NFC');
  const ascii = isAscii(wanted) ? wanted : domainToASCII(wanted);
  // Full-width letters, other dots and invisible characters would be silently read as another domain.
  if (ascii !== wanted && domainToUnicode(ascii) !== wanted) return undefined;
  const labels = ascii.split('.');
  const isDomain = labels.length > 1 && labels.every((label) => LABEL.test(label)) && !DIGITS.test(labels.at(-1) ?? '');
  return isDomain ? ascii : undefined;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 126) return false;
  return true;
}
