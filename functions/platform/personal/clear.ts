import { inspect } from 'node:util';

const SHOWN = '[sealed]';

/** Somebody's own text in memory: whoever prints, logs or stores it by mistake gets `[sealed]`. */
export class Clear {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself, for sealing, masking, sending and answering only. */
  get text(): string {
    return this.#text;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  [inspect.custom](): string {
    return SHOWN;
  }
}
