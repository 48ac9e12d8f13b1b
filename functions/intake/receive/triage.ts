import { complaintIn } from '#intake/complaint-in.ts';
import { languageIn } from '#intake/language-in.ts';

const LOOKED_AT = 4_000; // characters: what somebody wants stands at the beginning

/** What somebody wants, by their words, and the language they wrote it in. */
export function triage(subject: string, text: string) {
  const words = `${subject}\n${text.slice(0, LOOKED_AT)}`;
  return {
    kind: complaintIn(words) ? ('complaint' as const) : ('enquiry' as const),
    language: languageIn(words),
  };
}
