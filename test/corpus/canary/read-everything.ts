import type { Speaker } from './speaker.ts';

type Listed = Readonly<Record<string, unknown>>;

/** Looks at everything the API shows in lists and in full, as this role; whatever it is refused it is refused. */
export async function readEverything({ ask }: Speaker, as: string, customers: readonly string[]): Promise<void> {
  const read = async (path: string): Promise<Listed> => (await ask(as, 'GET', path)).body;
  const all = async (path: string, list: string): Promise<Listed[]> => {
    const found: Listed[] = [];
    for (let after = ''; ; ) {
      const begins = `${path}${path.includes('?') ? '&' : '?'}`;
      const page = await read(`${begins}page[size]=100${after && `&page[after]=${after}`}`);
      if (page['meta'] && !page[list]) throw new Error(`${path} lists no ${list}`);
      found.push(...((page[list] as Listed[] | undefined) ?? []));
      after = String((page['meta'] as Listed | undefined)?.['afterCursor'] ?? '');
      if (!after) return found;
    }
  };
  for (const { id } of await all('/v1/tickets', 'tickets')) {
    const ticket = `/v1/tickets/${String(id)}`;
    for (const part of ['', '/clocks', '/calls']) await read(`${ticket}${part}`);
    for (const entry of await all(`${ticket}/timeline`, 'entries')) {
      const message = `${ticket}/messages/${String(entry['id'])}`;
      if (entry['hasHtml']) await read(`${message}/html`);
      if (entry['hasOriginal']) await ask(as, 'POST', `${message}/original`, { reason: 'checking' });
      for (const { number } of (entry['attachments'] as Listed[] | undefined) ?? []) {
        await read(`${message}/attachments/${String(number)}`);
      }
    }
  }
  for (const customer of customers) {
    for (const part of ['', '/suggestions', '/audit']) await read(`/v1/customers/${customer}${part}`);
    await all(`/v1/customers/${customer}/timeline`, 'entries');
  }
  await all('/v1/feedback', 'feedback');
  for (const path of ['/v1/quarantine', '/v1/quarantine?kind=junk']) {
    for (const { id } of await all(path, 'quarantined')) await read(`/v1/quarantine/${String(id)}`);
  }
  await all('/v1/automatic-mails', 'automatic');
  await all('/v1/notices', 'notices');
}
