import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html, page } from '#platform/html/html.ts';

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
