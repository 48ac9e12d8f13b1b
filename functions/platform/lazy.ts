/** Makes a thing when it is first asked for, and keeps it for the life of the instance. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly thing: T } | undefined;
  return () => {
    made ??= { thing: make() };
    return made.thing;
  };
}
