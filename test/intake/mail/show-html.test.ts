import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { showHtml } from '#intake/mail/show-html.ts';
import { maskText } from '#platform/personal/mask-text.ts';
import { activeNodes } from './active-nodes.ts';

const unmasked = (text: string) => text;
const cases = JSON.parse(readFileSync('test/samples/html/dompurify_cases.json', 'utf8')) as { payload: string }[];
const strings = JSON.parse(readFileSync('test/samples/strings/blns.json', 'utf8')) as string[];
const around = (text: string) => [text, `<p>${text}</p>`, `<a href="${text}">x</a>`, `<td title="${text}">${text}`];

describe('showing HTML', () => {
  it('leaves nothing that acts, of what attackers send', () => {
    const payloads = cases.flatMap(({ payload }) => around(payload));

    expect(payloads.filter((html) => activeNodes(html).length > 0).length).toBeGreaterThan(100);
    expect(payloads.flatMap((html) => activeNodes(showHtml(html, unmasked)))).toEqual([]);
  });

  it('leaves nothing that acts, of naughty strings', () => {
    expect(strings.flatMap(around).flatMap((html) => activeNodes(showHtml(html, unmasked)))).toEqual([]);
  });

  it('leaves nothing that acts, of what the mask says', () => {
    expect(activeNodes(showHtml('<p>x</p>', () => '<script>alert(1)</script><img src=x onerror=alert(1)>'))).toEqual(
      [],
    );
  });

  it.each([
    ['<img src="https://mail.example/seen.gif">a', 'a'],
    ['<img src="cid:1">a', 'a'],
    ['<p style="background:url(https://mail.example/x)">a</p>', '<p>a</p>'],
    ['<a href="/desk/tickets">a</a>', '<a>a</a>'],
    ['<a href="//mail.example">a</a>', '<a>a</a>'],
    ['<a href="java&#09;script:alert(1)">a</a>', '<a>a</a>'],
    [
      '<a href="https://mail.example/?a=1&amp;b">a</a>',
      '<a href="https://mail.example/?a=1&amp;b" rel="noopener noreferrer nofollow">a</a>',
    ],
    ['<a href="mailto:a@mail.example" onclick="x">a</a>', '<a>a</a>'],
    ['<a href="tel:13812345678">a</a>', '<a>a</a>'],
    [
      '<a href="https://mail.example/%FF%zz+%25" onclick="x">a</a>',
      '<a href="https://mail.example/%FF%zz+%25" rel="noopener noreferrer nofollow">a</a>',
    ],
    [
      '<table><tr><td colspan="2">1 &lt; 2 &amp; 3</td></tr></table>',
      '<table><tr><td colspan="2">1 &lt; 2 &amp; 3</td></tr></table>',
    ],
    ['<title>t</title><style>p{}</style>a', 'a'],
  ])('makes of %s %s', (html, shown) => {
    expect(showHtml(html, unmasked)).toBe(shown);
  });

  it.each([
    ['<p>call 13812345678</p>'],
    ['<p>call 138&#49;2345678</p>'],
    ['<p>call 138<!-- x -->12345678</p>'],
    ['<p>call 138<script>x</script>12345678</p>'],
  ])('masks %s', (html) => {
    expect(showHtml(html, (text) => text.replaceAll(/1\d{10}/g, '***'))).toBe('<p>call ***</p>');
  });

  it.each([
    'https://mail.example/?to=wang@mail.example',
    'https://mail.example/?to=wang%40mail.example',
    'https://mail.example/?to=wang%2540mail.example',
    'https://mail.example/?to=wang%25252540mail.example',
    'https://wang%40mail.example@mail.example/',
    'https://mail.example/13812345678',
    'https://mail.example/?%FF%20%31%33%38%31%32%33%34%35%36%37%38',
    'https://mail.example/?tel=+86138+1234+5678',
    'https://mail.example/#&#49;3812345678',
    'https://mail.example/?name=%E7%8E%8B%E5%B0%8F%E8%8A%B3',
    `https://mail.example/${'%25'.repeat(2_000)}`,
  ])('leads nowhere by a link in which somebody stands: %s', (href) => {
    const mask = (text: string) => maskText(text, { names: ['王小芳'] }).text;

    expect(showHtml(`<a href="${href}">a</a>`, mask)).toBe('<a>a</a>');
  });

  it('leads on by a link in which nobody stands', () => {
    const href = 'https://shop.example/cups/red?page=2&from=%E6%9D%AF%E5%AD%90';

    expect(showHtml(`<a href="${href}">a</a>`, (text) => maskText(text, { names: [] }).text)).toContain('/cups/red');
  });

  it.each([
    ['elements left open', '<b>'.repeat(300_000)],
    ['closed by another', '<div></p>'.repeat(100_000)],
    ['tables', '<table><tr><td>'.repeat(60_000)],
    ['links', '<a href="https://mail.example/%25">a</a>'.repeat(25_000)],
    ['signs', '<'.repeat(1_000_000)],
    ['comments', '<!--'.repeat(250_000)],
  ])('is done with a megabyte of %s at once, and shows it as text at worst', (_, html) => {
    const before = performance.now();

    expect(activeNodes(showHtml(html, unmasked))).toEqual([]);
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
