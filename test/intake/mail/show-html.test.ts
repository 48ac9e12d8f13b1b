import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { showHtml } from '#intake/mail/show-html.ts';
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
    [
      '<a href="mailto:a@mail.example" onclick="x">a</a>',
      '<a href="mailto:a@mail.example" rel="noopener noreferrer nofollow">a</a>',
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
    ['elements left open', '<b>'.repeat(300_000)],
    ['closed by another', '<div></p>'.repeat(100_000)],
    ['tables', '<table><tr><td>'.repeat(60_000)],
    ['signs', '<'.repeat(1_000_000)],
    ['comments', '<!--'.repeat(250_000)],
  ])('is done with a megabyte of %s at once, and shows it as text at worst', (_, html) => {
    const before = performance.now();

    expect(activeNodes(showHtml(html, unmasked))).toEqual([]);
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
