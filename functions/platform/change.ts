/** What a rule answers: the next state, and the facts the house should hear of. Saved together or not at all. */
export type Change<State, Event> = { readonly next: State; readonly events: readonly Event[] };
