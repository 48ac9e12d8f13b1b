// They turn the direction of what follows, or say which way it runs: nobody sees them, and programs that copy text bring them along.
const MARKS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** A text without marks of direction: it reads as it is written, whoever it is shown to. */
export const undirected = (text: string): string => text.replace(MARKS, '');
