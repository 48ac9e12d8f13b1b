import { describe, expect, it } from 'vitest';
import { docsPage, type OpenApi } from '#platform/http/docs.view.ts';
import { docsLanguage } from '#platform/http/docs-language.ts';
import { DOCS_WORDS } from '#platform/http/docs-words.ts';
import { ROUTES_IN_CHINESE } from '#platform/http/routes-in-chinese.ts';
import { openApi } from '../../../infra/openapi.ts';
import { routeTables } from '../../../infra/routes.ts';

const tables = await routeTables();
const document = JSON.parse(JSON.stringify(openApi(tables))) as OpenApi;
const routes = Object.values(tables).flat();
const LANGUAGES = ['zh-CN', 'en'] as const;

const all = (page: string, found: RegExp) => [...page.matchAll(found)].map(([, one = '']) => one);

describe.each(LANGUAGES)('the page of the API in %s', (language) => {
  const page = docsPage(document, language);
  const anchors = all(page, / id="([^"]*)"/g);

  it('names its language and leads to the other one', () => {
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).toContain(`href="/docs?lang=${language === 'en' ? 'zh-CN' : 'en'}"`);
  });

  it('gives every route an address of its own, and leads to each from its list', () => {
    const links = all(page, /<li><a href="#([^"]*)"/g);

    expect(anchors).toHaveLength(routes.length);
    expect(new Set(anchors).size).toBe(routes.length);
    expect(links.toSorted()).toEqual(anchors.toSorted());
  });

  it('lists every group there is, by a name for people', () => {
    const groups = Object.entries(tables).map(([tag, { length }]) => [DOCS_WORDS[language].groups[tag], length]);

    expect(all(page, /<summary>([^<]*\))<\/summary>/g)).toEqual(groups.map(([name, many]) => `${name} (${many})`));
  });

  it('shows the name of a permission as code, and no backtick outside of a body', () => {
    expect(page).toContain('<code>policy.read</code>');
    expect(page.replaceAll(/<pre.*?<\/pre>/gs, '')).not.toContain('`');
  });

  it('lets a long path break after its slashes', () => {
    expect(page).toContain('<code>GET /<wbr>v1/<wbr>policy</code>');
  });
});

describe('the page in Chinese', () => {
  const sentences = [...new Set(routes.flatMap(({ does, open }) => [does, ...(open === undefined ? [] : [open])]))];

  it.each(sentences)('says in Chinese: %s', (english) => {
    expect(ROUTES_IN_CHINESE[english]).toMatch(/\p{Script=Han}/u);
  });

  it('says nothing of a route that is no more', () => {
    expect(Object.keys(ROUTES_IN_CHINESE).filter((english) => !sentences.includes(english))).toEqual([]);
  });

  it('names the same statuses of the gateway as the document', () => {
    const statuses = (text = '') => text.match(/\b[45]\d\d\b/g);

    expect(statuses(DOCS_WORDS['zh-CN'].about)).toEqual(statuses(document.info.description));
  });

  it('marks as English what has no other words', () => {
    const operation = { summary: 'Do `this` <b>', tags: ['new'], parameters: [], 'x-permission': 'a.b' };
    const page = docsPage({ ...document, paths: { '/v1/new': { get: operation } } }, 'zh-CN');

    expect(page).toContain('<span lang="en">Do <code>this</code> &lt;b&gt;</span>');
  });
});

describe('the language of the page', () => {
  it.each([
    [undefined, undefined, 'zh-CN'],
    [undefined, 'en-GB,en;q=0.9', 'en'],
    ['en', 'zh-CN', 'en'],
    ['zh-CN', 'en', 'zh-CN'],
    ['zh', 'en', 'zh-CN'],
    ['<b>', 'en', 'zh-CN'],
  ] as const)('named %s and asked for as %s is %s', (lang, accepted, language) => {
    const queryStringParameters = lang === undefined ? {} : { lang };
    const headers = accepted === undefined ? {} : { 'accept-language': accepted };

    expect(docsLanguage({ headers, queryStringParameters })).toBe(language);
  });
});
