/** What an action answers; made by hand from named fields, never by spreading an item. */
export type Reply = {
  readonly status: number;
  readonly body?: unknown;
  /** A page instead of JSON. */
  readonly html?: string;
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

/** A page of its own, and what its browser may do with it. */
export const page = (html: string, policy: string): Reply => ({
  status: 200,
  html,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'x-frame-options': 'SAMEORIGIN',
  },
});
