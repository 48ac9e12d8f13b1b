import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlToText } from '#intake/mail/html-to-text.ts';
import { showHtml } from '#intake/mail/show-html.ts';
import { hiddenIn } from '#platform/personal/hidden-in.ts';
import { maskText } from '#platform/personal/mask-text.ts';
import { steepest, TOO_STEEP } from '../../support/steepest.ts';
import { activeNodes } from './active-nodes.ts';

const unmasked = () => [];
const cases = JSON.parse(readFileSync('test/samples/html/dompurify_cases.json', 'utf8')) as { payload: string }[];
const strings = JSON.parse(readFileSync('test/samples/strings/blns.json', 'utf8')) as string[];
const SENTENCES = [
  '我叫张小明，电话13800138000',
  '护照号码 E12345678，微信号 sunxiaomei88',
  '身份证110101199003074258',
  'mail li@example.org or call 021-68881234',
];
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
    const shown = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    const find = (text: string) => (text.startsWith('x') ? [{ start: 0, end: 1, shown }] : []);

    expect(showHtml('<p>x</p>', find)).toContain('&lt;script&gt;');
    expect(activeNodes(showHtml('<p>x</p>', find))).toEqual([]);
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
    ['<p dir="RTL">א</p>', '<p dir="rtl">א</p>'],
    ['<p dir="wang@mail.example">a</p>', '<p>a</p>'],
  ])('makes of %s %s', (html, shown) => {
    expect(showHtml(html, unmasked)).toBe(shown);
  });

  it.each([
    ['<p>call 13812345678</p>'],
    ['<p>call 138&#49;2345678</p>'],
    ['<p>call 138<!-- x -->12345678</p>'],
    ['<p>call 138<script>x</script>12345678</p>'],
  ])('masks %s', (html) => {
    expect(showHtml(html, hiddenIn)).toBe('<p>call 138****5678</p>');
  });

  it.each([
    ['<b>收货人：</b>张小明', '<b>收货人：</b>张**'],
    ['我叫<b>张小明</b>', '我叫<b>张**</b>'],
    ['电话<b>021</b>-68881234', '电话<b>021-****1234</b>'],
    ['护照号码<b>E12345678</b>', '护照号码<b>*****678</b>'],
    ['<span>138</span><span>0013</span><span>8000</span>', '<span>138****8000</span><span></span><span></span>'],
    ['<tr><td>护照号码</td>\n<td>E12345678</td></tr>', '<td>护照号码</td><td>*****678</td>'],
    ['li<b>@</b>example.org', 'l***@example.org<b></b>'],
    ['<pre>138\n 0013 8000</pre>', '<pre>138****8000</pre>'],
  ])('masks what tags part: %s', (html, shown) => {
    expect(showHtml(html, hiddenIn)).toContain(shown);
  });

  it('shows nothing that the text beside it masks, however tags part it', () => {
    const said = fc.constantFrom(...SENTENCES);
    const tag = fc.constantFrom(
      '<b>',
      '</b>',
      '<i></i>',
      '<span>',
      '</span>',
      '<td>',
      '</td>',
      '<!-- x -->',
      '<p>',
      '',
    );
    const parted = fc.tuple(said, fc.array(tag, { minLength: 40, maxLength: 40 }));
    fc.assert(
      fc.property(parted, ([sentence, tags]) => {
        const html = [...sentence].map((sign, nth) => `${tags[nth % tags.length]}${sign}`).join('');
        const read = htmlToText(showHtml(html, hiddenIn));

        expect(maskText(read).text).toBe(read);
      }),
    );
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
    const find = (text: string) => hiddenIn(text, { names: ['王小芳'] });

    expect(showHtml(`<a href="${href}">a</a>`, find)).toBe('<a>a</a>');
  });

  it('leads on by a link in which nobody stands', () => {
    const href = 'https://shop.example/cups/red?page=2&from=%E6%9D%AF%E5%AD%90';

    expect(showHtml(`<a href="${href}">a</a>`, hiddenIn)).toContain('/cups/red');
  });

  it.each([
    ['elements left open', '<b>', 300_000],
    ['closed by another', '<div></p>', 100_000],
    ['tables', '<table><tr><td>', 60_000],
    ['links', '<a href="https://mail.example/%25">a</a>', 25_000],
    ['signs', '<', 1_000_000],
    ['comments', '<!--', 250_000],
  ])(
    'takes no longer for each of a megabyte of %s than for a part of them, and shows it as text at worst',
    (_, html, times) => {
      expect(
        steepest(
          times,
          (size) => html.repeat(size),
          (part) => showHtml(part, unmasked),
        ),
      ).toBeLessThan(TOO_STEEP);
      expect(activeNodes(showHtml(html.repeat(times), unmasked))).toEqual([]);
    },
  );
});
