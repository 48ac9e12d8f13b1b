import { envIfSet } from '#platform/env.ts';
import { oneLine } from '#platform/mail/one-line.ts';

const LONGEST = 20; // characters: a text message begins with it

/** What the house is called in its messages, as one short line; nothing where the deployment does not say. */
export const houseName = (): string | undefined => oneLine(envIfSet('houseName') ?? '', LONGEST) || undefined;
