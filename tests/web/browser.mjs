// SPDX-License-Identifier: GPL-3.0-or-later
// browser.mjs - a server, a browser, and what must be true of every page.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const axe_source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const WIDTHS = [360, 768, 1280];
export const SCHEMES = ['light', 'dark'];
export const LANGUAGES = ['en', 'ko'];

/* ---- TAP */
let count = 0;
export async function test(name, run) {
  count++;
  try {
    let clock;
    const late = new Promise((_, no) => (clock = setTimeout(() => no(new Error('took longer than a minute')), 60000)));
    const skip = await Promise.race([run(), late]).finally(() => clearTimeout(clock));
    console.log(`ok ${count} - ${name}${skip ? ` # SKIP ${skip}` : ''}`);
  } catch (e) {
    console.log(`not ok ${count} - ${name}`);
    for (const line of String(e.message ?? e).split('\n').slice(0, 12)) console.log(`# ${line}`);
  }
}
export function check(condition, words) {
  if (!condition) throw new Error(words);
}
export function equal(got, want, words) {
  check(got === want, `${words}: ${JSON.stringify(got)}, not ${JSON.stringify(want)}`);
}

/* ---- server and browser */

/* A program that prints "PORT COOKIE" and ends with its standard input. */
export async function server_start(program, args = []) {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const line = await new Promise((resolve, reject) => {
    child.stdout.once('data', (d) => resolve(d.toString()));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}`)));
  });
  const [port, cookie] = line.trim().split(' ');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return {
    origin: `http://127.0.0.1:${port}`,
    cookie: { name: 'cairn', value: cookie, domain: '127.0.0.1', path: '/', httpOnly: true, sameSite: 'Strict' },
    stop: () => (child.stdin.end(), ended),
  };
}

export function browser_start() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

/*
 * A page in a context of its own, signed in unless options.stranger. Scripts are off unless
 * options.scripts. What goes wrong on the way is in page.trouble.
 */
export async function page_open(browser, server, options = {}) {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
    deviceScaleFactor: options.zoom ?? 1,
    colorScheme: options.scheme ?? 'light',
    forcedColors: options.forced ? 'active' : 'none',
    javaScriptEnabled: !!options.scripts,
    locale: options.language ?? 'en',
  });
  if (!options.stranger) await context.addCookies([server.cookie]);
  const page = await context.newPage();
  page.trouble = [];
  page.addresses = [];
  page.on('console', (m) => m.type() === 'error' && page.trouble.push(m.text()));
  page.on('pageerror', (e) => page.trouble.push(String(e)));
  page.on('request', (r) => page.addresses.push(r.url()));
  page.done = () => context.close();
  return page;
}

/* ---- what must be true of every page */

export async function no_sideways_scroll(page) {
  const wide = await page.evaluate(() => {
    const w = document.documentElement.clientWidth;
    const out = [...document.querySelectorAll('body *')].filter((e) => {
      const box = e.getBoundingClientRect();
      const hidden = e.closest('.vh, .skip, .frame, .axis, .bar, .time');
      return !hidden && box.width > 0 && (box.right > w + 1 || box.left < -1);
    });
    return { over: document.documentElement.scrollWidth - w, who: out.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)) };
  });
  check(wide.over <= 0 && !wide.who.length, `wider than the window by ${wide.over}: ${wide.who.join(' ')}`);
}

/* axe waits with timers, so this page needs scripts on; ours has none. */
export async function axe_finds_nothing(page) {
  await page.evaluate(axe_source);
  const found = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'],
  }));
  const said = found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 2).map((n) => n.html.slice(0, 140)).join(' | ')}`);
  check(!said.length, said.join('\n'));
}

/* Tab through the page: each stop is seen, and no stop is a trap. Returns how many. */
export async function focus_is_seen(page, most = 200) {
  const seen = new Set();
  for (let i = 0; i < most; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const e = document.activeElement;
      if (!e || e === document.body) return null;
      const style = getComputedStyle(e), box = e.getBoundingClientRect();
      e.dataset.stop ??= String(document.querySelectorAll('[data-stop]').length);
      return { stop: e.dataset.stop, html: e.outerHTML.slice(0, 120), outline: style.outlineStyle,
        thick: parseFloat(style.outlineWidth), left: box.left, right: box.right, wide: box.width };
    });
    if (!at || seen.has(at.stop)) return seen.size;
    seen.add(at.stop);
    check(at.outline !== 'none' && at.thick >= 2, `no outline on ${at.html}`);
    check(at.wide > 0 && at.right > 0, `out of sight: ${at.html}`);
  }
  throw new Error(`still going after ${most} stops`);
}

export async function only_our_server(page, server) {
  const others = page.addresses.filter((a) => !a.startsWith(server.origin + '/'));
  check(!others.length, `asks elsewhere: ${others.join(' ')}`);
  check(!page.trouble.length, page.trouble.join('\n'));
}

export async function picture(page, name) {
  if (!process.env.PICTURES) return;
  mkdirSync(process.env.PICTURES, { recursive: true });
  await page.screenshot({ path: `${process.env.PICTURES}/${name}.png`, fullPage: true });
}

/* All of it, for each address (without lang), at every width, in both schemes and languages. */
export async function look_at_all(browser, server, addresses) {
  for (const address of addresses)
    for (const language of LANGUAGES)
      for (const scheme of SCHEMES)
        for (const width of WIDTHS)
          await test(`${address} ${language} ${scheme} ${width}`, async () => {
            const page = await page_open(browser, server, { width, scheme, language });
            const sign = address.includes('?') ? '&' : '?';
            const answer = await page.goto(`${server.origin}${address}${sign}lang=${language}`);
            check(answer.status() < 300, `status ${answer.status()}`);
            equal(await page.getAttribute('html', 'lang'), language, 'language');
            await no_sideways_scroll(page);
            await only_our_server(page, server);
            await picture(page, `${address.replace(/\W+/g, '-')}-${language}-${scheme}-${width}`);
            await page.done();
            const again = await page_open(browser, server, { width, scheme, language, scripts: true });
            await again.goto(page.url());
            await axe_finds_nothing(again);
            await again.done();
          });
}

export async function look_at_hard_cases(browser, server, addresses) {
  for (const address of addresses) {
    await test(`${address} at 200 % zoom and at 320 pixels`, async () => {
      for (const options of [{ width: 640, height: 450, zoom: 2 }, { width: 320 }]) {
        const page = await page_open(browser, server, options);
        await page.goto(server.origin + address);
        await no_sideways_scroll(page);
        await picture(page, `${address.replace(/\W+/g, '-')}-zoom-${options.width}`);
        await page.done();
      }
    });
    await test(`${address} in forced colours`, async () => {
      const page = await page_open(browser, server, { forced: true });
      await page.goto(server.origin + address);
      await no_sideways_scroll(page);
      await picture(page, `${address.replace(/\W+/g, '-')}-forced`);
      await page.done();
    });
    await test(`${address} by keyboard`, async () => {
      const page = await page_open(browser, server, { scripts: true });
      await page.goto(server.origin + address);
      const stops = await focus_is_seen(page);
      check(stops > 5, `only ${stops} stops`);
      await page.done();
    });
    await test(`${address} is light`, async () => {
      const page = await page_open(browser, server);
      const answer = await page.goto(server.origin + address);
      check((await answer.body()).length < 50000, 'page of 50 KB or more');
      check(page.addresses.length <= 3, `asks for ${page.addresses.length} files`);
      await page.done();
    });
  }
}
