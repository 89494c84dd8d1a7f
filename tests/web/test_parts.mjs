// SPDX-License-Identifier: GPL-3.0-or-later
// Every part of the look, and what the frame promises.
import { createServer } from 'node:http';
import {
  browser_start, check, equal, look_at_all, look_at_hard_cases, page_open, picture, server_start, test,
} from './browser.mjs';

const server = await server_start(`${process.env.BUILD}/tests/web/parts_server`);
const browser = await browser_start();
const parts = '/more/parts';

await look_at_all(browser, server, [parts]);
await look_at_hard_cases(browser, server, [parts]);

/* WCAG 2.2, 1.4.3: relative luminance. */
function luminance(hex) {
  const part = (i) => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}
function contrast(a, b) {
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
}

for (const scheme of ['light', 'dark'])
  await test(`the colours of the ${scheme} page have contrast enough`, async () => {
    const page = await page_open(browser, server, { scheme });
    await page.goto(server.origin + parts);
    const token = await page.evaluate(() => {
      const style = getComputedStyle(document.documentElement);
      return Object.fromEntries(['paper', 'ink', 'muted', 'line', 'accent', 'accent-ink', 'mark', 'check', 'differ',
        'kept', 'late'].map((n) => [n, style.getPropertyValue(`--${n}`).trim()]));
    });
    for (const n of ['ink', 'muted', 'accent', 'check', 'differ', 'kept', 'late']) {
      const c = contrast(token[n], token.paper);
      check(c >= 7, `${n} on paper: ${c.toFixed(2)}`);
    }
    check(contrast(token['accent-ink'], token.accent) >= 7, 'accent-ink on accent');
    check(contrast(token.ink, token.mark) >= 7, 'ink on mark');
    check(contrast(token.line, token.paper) >= 3, `line: ${contrast(token.line, token.paper).toFixed(2)}`);
    await page.done();
  });

await test('their words are in a serif, ours are not, each in the fonts of its language', async () => {
  const page = await page_open(browser, server, { language: 'ko' });
  await page.goto(`${server.origin}${parts}?lang=ko`);
  const font = (q) => page.$eval(q, (e) => getComputedStyle(e).fontFamily);
  check(/Serif KR/.test(await font('blockquote[lang=ko]')), 'a Korean passage');
  check(/^"?Noto Serif"?,/.test(await font('blockquote[lang=en]')), 'an English passage');
  check(/Serif SC/.test(await font('blockquote[lang=zh-Hans]')), 'a Chinese passage');
  check(/Sans KR/.test(await font('main p')), 'our words');
  equal(await page.$eval('main p', (e) => getComputedStyle(e).wordBreak), 'keep-all', 'Korean words');
  await page.done();
});

await test('without scripts, a form that is incomplete comes back with what was typed', async () => {
  const page = await page_open(browser, server);
  await page.goto(server.origin + parts);
  await page.fill('#f-words', 'first line\n  second <b>');
  await page.fill('#f-people', 'ten');
  const [answer] = await Promise.all([page.waitForNavigation(), page.click(`form[action="${parts}"] .first`)]);
  equal(answer.status(), 422, 'status');
  equal(await page.inputValue('#f-words'), 'first line\n  second <b>', 'words');
  equal(await page.inputValue('#f-people'), 'ten', 'people');
  check(await page.isVisible('.errors'), 'no summary');
  await page.click('.errors a[href="#f-told"]');
  equal(await page.evaluate(() => location.hash), '#f-told', 'the summary leads to the field');
  await picture(page, 'form-errors');
  await page.done();
});

await test('a complete form is taken and the page can be reloaded', async () => {
  const page = await page_open(browser, server);
  await page.goto(server.origin + parts);
  await page.fill('#f-words', 'x');
  await page.fill('#f-told', 'y');
  await page.check('#f-how');
  await page.check('#f-named');
  await Promise.all([page.waitForNavigation(), page.click(`form[action="${parts}"] .first`)]);
  equal((await page.reload()).status(), 200, 'status after reload');
  equal(await page.inputValue('#f-words'), '', 'an empty form');
  await page.done();
});

await test('a mark leads to its source, and the source is shown', async () => {
  const page = await page_open(browser, server, { width: 360 });
  await page.goto(server.origin + parts);
  await page.click('main p .mk');
  check(await page.$eval('#s1', (e) => {
    const box = e.getBoundingClientRect();
    return e.matches(':target') && box.top >= 0 && box.top < innerHeight;
  }), 'not in sight');
  await page.done();
});

await test('on paper there is no bar, no button, no form', async () => {
  const page = await page_open(browser, server);
  await page.goto(server.origin + parts);
  await page.emulateMedia({ media: 'print' });
  for (const q of ['.top', '.places', '.foot', 'main .button', 'main button'])
    check(!(await page.isVisible(q)), `${q} is printed`);
  check(await page.isVisible('.ranges .range'), 'drawings are printed');
  await picture(page, 'print');
  await page.done();
});

await test('a page of another program on this computer can post nothing', async () => {
  const evil = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html');
    answer.end(`<form method="post" action="${server.origin}/lock"><button>x</button></form>`);
  });
  await new Promise((resolve) => evil.listen(0, '127.0.0.1', resolve));
  const page = await page_open(browser, server);
  await page.goto(`http://127.0.0.1:${evil.address().port}/`);
  const [answer] = await Promise.all([page.waitForNavigation(), page.click('button')]);
  equal(answer.status(), 403, 'status');
  equal((await page.goto(server.origin + parts)).status(), 200, 'still signed in');
  await page.done();
  evil.close();
});

await browser.close();
await server.stop();
