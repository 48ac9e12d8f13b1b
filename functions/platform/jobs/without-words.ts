import { toldError } from '#platform/told-error.ts';

/** What Lambda prints of a function that throws: the error's name and code as its message, and where it was thrown. */
export function withoutWords<Event, Answer>(act: (event: Event) => Promise<Answer>): (event: Event) => Promise<Answer> {
  return async (event) => {
    try {
      return await act(event);
    } catch (thrown) {
      const { error: name, code, frames = '' } = toldError(thrown);
      const message = code === undefined || code === name ? name : `${name} ${code}`;
      throw Object.assign(new Error(message), { name, stack: `${name}: ${message}\n${frames}` });
    }
  };
}
