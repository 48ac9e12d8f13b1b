import { commonness, type Double } from './commonness.ts';

const LATIN =
  /^(?:us-ascii|ascii|ansi.*|iso-?8859-1|latin-?1|windows-1252|cp1252|unknown.*|x-unknown|default|8bit|binary)$/;
const SIMPLIFIED = /^(?:gb.*|x-gbk|hz.*|chinese|csgb.*|(?:cp|ms|windows-)?936)$/;
const TRADITIONAL = /^(?:big-?5.*|cn-big5|(?:cp|ms|windows-)?950)$/;
const JAPANESE = /^(?:cp|ms)?932$/;
const KOREAN = /^(?:cp|ms)?949$|^uhc$/;
const DOUBTFUL = /[\ufffd\ue000-\uf8ff\u0080-\u009f]/;
const CLEARLY = 0.25; // how much more ordinary another reading must look than the one declared
const ORDINARY = 0.6; // the part of common characters below which a text is no Chinese

/** Text as its sender meant it: in the charset declared, unless the bytes say that the label is wrong (A11). */
export function repairCharset(bytes: Uint8Array, declared?: string): string {
  const label = known(declared);
  if (label.startsWith('utf-16')) return bytes.includes(0) ? read(label, bytes) : repairCharset(bytes);
  if (isAscii(bytes)) return label.startsWith('iso-2022') ? read(label, bytes) : Buffer.from(bytes).toString('latin1');
  const utf8 = strictly('utf-8', bytes);
  if (label === 'utf-8' || label === '') return utf8 ?? guess(bytes, label === '' ? 'windows-1252' : 'utf-8');
  if (label === 'windows-1252') return utf8 ?? guess(bytes, label);
  const text = read(label, bytes);
  if (utf8 !== undefined && (hasLongSequences(bytes) || DOUBTFUL.test(text))) return utf8;
  if (label === 'gb18030' || label === 'big5') return likelier(label, text, bytes);
  return DOUBTFUL.test(text) ? guess(bytes, label) : text;
}

/** The name a decoder knows, '' when it knows none. */
function known(declared: string | undefined): string {
  const label = (declared ?? '')
    .toLowerCase()
    .replace(/^[\s"']+|[\s"']+$/g, '')
    .slice(0, 40);
  if (LATIN.test(label)) return 'windows-1252';
  if (SIMPLIFIED.test(label)) return 'gb18030'; // of which the others are parts
  if (TRADITIONAL.test(label)) return 'big5';
  if (JAPANESE.test(label)) return 'shift_jis';
  if (KOREAN.test(label)) return 'euc-kr';
  try {
    const { encoding } = new TextDecoder(label || 'utf-8');
    return label && encoding;
  } catch {
    return '';
  }
}

/** The Chinese charset the bytes look written in, else the one given. */
function guess(bytes: Uint8Array, otherwise: string): string {
  const [best] = readings(bytes).toSorted((one, other) => other.ordinary - one.ordinary);
  return best && best.ordinary >= ORDINARY ? best.text : read(otherwise, bytes);
}

function likelier(label: Double, text: string, bytes: Uint8Array): string {
  const own = DOUBTFUL.test(text) ? -1 : commonness(bytes, label);
  const other = readings(bytes).find(({ charset }) => charset !== label);
  return other && other.ordinary >= ORDINARY && other.ordinary > own + CLEARLY ? other.text : text;
}

function readings(bytes: Uint8Array): { charset: Double; text: string; ordinary: number }[] {
  return (['gb18030', 'big5'] as const).flatMap((charset) => {
    const text = strictly(charset, bytes);
    return text === undefined || DOUBTFUL.test(text) ? [] : [{ charset, text, ordinary: commonness(bytes, charset) }];
  });
}

function strictly(charset: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const read = (charset: string, bytes: Uint8Array): string => new TextDecoder(charset).decode(bytes);

function isAscii(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index += 1) if ((bytes[index] ?? 0) > 0x7f) return false;
  return true;
}

/** Three bytes or more for one character: in valid UTF-8 hardly ever by chance. */
function hasLongSequences(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index += 1) if ((bytes[index] ?? 0) >= 0xe0) return true;
  return false;
}
