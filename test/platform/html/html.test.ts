import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foreignPage, html, page } from '#platform/html/html.ts';

describe('a piece of a page', () => {
  it('shows what was typed as text', () => {
    expect(html`<p title="${'"quoted"'}">${`<script>alert('杯子 & 盘子')</script>`}</p>`.text).toBe(
      '<p title="&quot;quoted&quot;">&lt;script&gt;alert(&#39;杯子 &amp; 盘子&#39;)&lt;/script&gt;</p>',
    );
  });

  it('holds other pieces as they are, one after another, and nothing for what is not there', () => {
    const items = ['红', '蓝'].map((name) => html`<li>${name}</li>`);

    expect(html`<ul>${items}</ul>${false}${undefined}${null}${0}`.text).toBe('<ul><li>红</li><li>蓝</li></ul>0');
  });

  it('never lets a text open a tag or end an attribute', () => {
    return fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html`${text}`.text).not.toMatch(/[<>"']/);
      }),
    );
  });

  it('stands in a page that names its language', () => {
    expect(page({ title: '<客服>', language: 'zh-CN' }, html`<h1>客服</h1>`)).toMatch(
      /^<!doctype html><html lang="zh-CN">.*<title>&lt;客服&gt;<\/title>.*<main><h1>客服<\/h1><\/main><\/body><\/html>$/s,
    );
  });
});

describe('a page around what somebody else wrote', () => {
  const shown = foreignPage({ title: '邮件 <A1B2C3>', language: 'zh-CN' }, '<p>שלום</p>');

  it('is as wide as the screen, has a title and a language, and runs as its letters do', () => {
    expect(shown).toMatch(/^<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">/);
    expect(shown).toContain('<meta name="viewport" content="width=device-width,initial-scale=1">');
    expect(shown).toContain('<title>邮件 &lt;A1B2C3&gt;</title>');
    expect(shown).toContain('<main dir="auto"><p>שלום</p></main>');
  });

  it('breaks a long word, and asks for nothing from elsewhere', () => {
    expect(shown).toContain('overflow-wrap:anywhere');
    expect(shown).not.toMatch(/https?:|url\(|@import|<script|<link/);
  });
});
