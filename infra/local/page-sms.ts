import type { Asked } from './http-server.ts';
import { fieldsOf } from './page-fields.ts';
import type { Why } from './page-refusals.ts';
import type { IncomingPart, IncomingSms, SmsDoor } from './sms-in.ts';

const HOW =
  'Give {"from": "+8613800000000", "text": "…"}, and if you like "to", "id" and "part": {"reference", "number", "count"}.';
const NUMBER = /^\+[1-9]\d{6,14}$/;
const LONGEST = 1600; // characters

type Refused = { refused: string; why: Why };

/** Lets a text message in; answers its id, or why not: for programs and for the page. */
export function letSmsIn(asked: Asked, door: SmsDoor): { id: string } | (Refused & { status: number }) {
  const read = readSms(asked);
  if ('refused' in read) return { status: 400, ...read };
  try {
    return { id: door.receive(read) };
  } catch (error) {
    return { status: 409, refused: error instanceof Error ? error.message : String(error), why: 'unheard' };
  }
}

/** Reads a text message out of JSON or the page's form, or says why it is none. */
function readSms(asked: Asked): IncomingSms | Refused {
  const fields = fieldsOf(asked);
  if (!fields) return { refused: `The body is not a JSON object. ${HOW}`, why: 'other' };
  const { from, to, text, id, part, ...more } = fields;
  const strange = Object.keys(more)[0];
  if (strange !== undefined) return { refused: `Unknown field ${JSON.stringify(strange)}. ${HOW}`, why: 'other' };
  const isNumber = (value: unknown): value is string => typeof value === 'string' && NUMBER.test(value);
  if (!isNumber(from) || (to !== undefined && !isNumber(to))) {
    return { refused: `A number begins with + and its country. ${HOW}`, why: 'number' };
  }
  if (typeof text !== 'string' || text === '' || text.length > LONGEST) {
    return { refused: `The text must have 1 to ${LONGEST} characters. ${HOW}`, why: 'text' };
  }
  if (id !== undefined && (typeof id !== 'string' || id.length > 100))
    return { refused: `The id is a text. ${HOW}`, why: 'other' };
  if (part !== undefined && !isPart(part))
    return { refused: `A part has its place among up to 255. ${HOW}`, why: 'other' };
  return { from, text, ...(to !== undefined && { to }), ...(id !== undefined && { id }), ...(part && { part }) };
}

function isPart(value: unknown): value is IncomingPart {
  if (typeof value !== 'object' || value === null) return false;
  const { reference, number, count, ...more }: Record<string, unknown> = { ...value };
  const isPlace = (place: unknown) => Number.isInteger(place) && Number(place) >= 1 && Number(place) <= 255;
  const hasPlace = isPlace(number) && isPlace(count) && Number(number) <= Number(count);
  return typeof reference === 'string' && reference !== '' && hasPlace && Object.keys(more).length === 0;
}
