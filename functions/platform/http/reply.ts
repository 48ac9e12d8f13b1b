/** What an action answers; made by hand from named fields, never by spreading an item. */
export type Reply = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

const etagOf = (version: number): string => `"${version}"`;

export const ok = (body: unknown, version?: number): Reply => ({
  status: 200,
  body,
  ...(version !== undefined && { headers: { etag: etagOf(version) } }),
});

export const created = (location: string, body: unknown, version: number): Reply => ({
  status: 201,
  body,
  headers: { location, etag: etagOf(version) },
});
