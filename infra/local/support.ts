/** What the house does with a resource type: leaves it alone for a reason, or runs it with these properties. */
export type Support =
  | { inert: string }
  | { runs: string[]; noEffect?: Record<string, string>; check?: (properties: Properties) => void };
export type Properties = Record<string, unknown>;

export const DESCRIBES = 'describes the resource, changes nothing it does';

export const SINGLE = 'the house is one machine';
export const ENCRYPTED = 'data at rest lies unencrypted in the local folder';
export const described = { Description: DESCRIBES, Tags: DESCRIBES };

/** The names of a list written as one text. */
export const words = (text: string): string[] => text.split(' ');

/** Refuses a value that is not one of these. */
export function only(name: string, value: unknown, allowed: unknown[]): void {
  if (!allowed.includes(value)) {
    throw new Error(
      `${name} must be ${allowed.filter(Boolean).join(' or ') || 'absent'}, not ${JSON.stringify(value)}`,
    );
  }
}

/** Refuses a field that is not one of these. */
export function known(where: string, properties: Properties, names: string[]): void {
  for (const name of Object.keys(properties)) {
    if (!names.includes(name)) throw new Error(`${where}.${name} cannot be honoured here`);
  }
}
