/** Does something with these variables set and nothing else of theirs, and puts all back. */
export async function anEnvironment<T>(
  variables: Record<string, string | undefined>,
  act: () => T,
): Promise<Awaited<T>> {
  const before = Object.fromEntries(Object.keys(variables).map((name) => [name, process.env[name]]));
  const set = (values: Record<string, string | undefined>) => {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
  set(variables);
  try {
    return await act();
  } finally {
    set(before);
  }
}
