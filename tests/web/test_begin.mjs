// SPDX-License-Identifier: GPL-3.0-or-later
// From the menu entry to the first thing written down: by keyboard, with and without scripts, counted.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  axe_finds_nothing, browser_start, check, equal, no_sideways_scroll, page_open, picture, test,
} from './browser.mjs';

const cairn = `${process.env.BUILD}/src/cairn`;
const browser = await browser_start();

/* cairn start as somebody who never had it, in a home of its own. */
async function start(home = mkdtempSync(join(tmpdir(), 'cairn-begin-'))) {
  const env = { PATH: process.env.PATH, HOME: home, LANG: 'C' };
  const child = spawn(cairn, ['start', '--no-browser', '--weak-laptop'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const link = await new Promise((resolve, reject) => {
    child.stdout.once('data', (d) => resolve(d.toString().trim()));
    child.once('exit', (code) => reject(new Error(`cairn start ended with ${code}`)));
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return { home, link, origin: new URL(link).origin, pages: join(home, '.local/share/cairn'),
    stop: () => (child.kill('SIGTERM'), ended), drop: () => rmSync(home, { recursive: true, force: true }) };
}

/* Keys pressed beside the text itself, and pages seen. */
function counted(page) {
  const count = { keys: 0, pages: 0 };
  page.on('load', () => count.pages++);
  count.press = async (key) => {
    /* A page takes its first focus a moment after it has loaded; a person does not press before. */
    for (let i = 0; i < 50 && await page.evaluate(() => document.activeElement === document.body); i++)
      await new Promise((on) => setTimeout(on, 50));
    count.keys++;
    await page.keyboard.press(key);
  };
  count.tab_to = async (selector) => {
    for (let i = 0; i < 20; i++) {
      if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
      await count.press('Tab');
    }
    throw new Error(`${selector} is not reached by Tab`);
  };
  count.go = async (key) => Promise.all([page.waitForNavigation(), count.press(key)]);
  return count;
}

async function first_start(scripts) {
  const server = await start();
  const page = await page_open(browser, server, { stranger: true, scripts });
  const count = counted(page);
  const clock = Date.now();
  await page.goto(server.link);
  equal(new URL(page.url()).pathname, '/begin', 'where it begins');
  await picture(page, 'begin-1');
  await count.go('Enter');
  const words = (await page.textContent('.drawn')).trim();
  equal(words.split(' ').length, 6, 'words');
  check(!existsSync(server.pages), 'something was written before the passphrase');
  await picture(page, 'begin-2');
  await count.tab_to('#f-noted');
  await count.press('Space');
  await count.tab_to('button.first');
  await count.go('Enter');
  equal(await page.textContent('h1'), 'What comes first?', 'page');
  await picture(page, 'begin-3');
  const papers = await page.content();
  check(!papers.includes(words), 'the words are shown again');
  await count.tab_to('a[href="/notes/new"]');
  const answer = (await Promise.all([page.waitForNavigation(), count.press('Enter')]))[0];
  const told = { keys: count.keys, pages: count.pages, seconds: (Date.now() - clock) / 1000 };
  if (answer.status() === 200) {
    await page.keyboard.type('Ten people were caught in Shenyang yesterday.');
    const text = await page.evaluate(() => document.activeElement?.value ?? '');
    check(text.includes('Shenyang'), 'the page for a call does not begin where one writes');
    await count.tab_to('input[name=knows]');
    await count.press('Space');
    await count.go('Enter');
    check(count.keys <= 12, `${count.keys} keys beyond the words`);
    check(page.url() !== `${server.origin}/notes/new`, 'not saved');
  }
  console.log(`# ${told.pages} pages, ${told.keys} keys, ${told.seconds.toFixed(1)} s to the page for a call; ${count.keys} keys in all`);
  await server.stop();
  return { server, page, count, told, words };
}

for (const scripts of [false, true])
  await test(`from the link to a call written down by keyboard, scripts ${scripts ? 'on' : 'off'}`, async () => {
    const { server, page, told } = await first_start(scripts);
    check(told.keys <= 9, `${told.keys} keys before the first word`);
    check(told.pages <= 5, `${told.pages} pages`);
    check(told.seconds < 120, 'two minutes');
    await page.done();
    server.drop();
  });

await test('each page is fit for everybody: axe, 360 pixels, 200 % zoom, four languages', async () => {
  const server = await start();
  const page = await page_open(browser, server, { stranger: true, scripts: true });
  await page.goto(server.link);
  for (const address of ['/begin', '/begin/passphrase'])
    for (const language of ['en', 'ko', 'zh-Hans', 'zh-Hant']) {
      await page.setViewportSize({ width: 360, height: 800 });
      await page.goto(`${server.origin}${address}?lang=${language}`);
      equal(await page.getAttribute('html', 'lang'), language, 'language');
      await no_sideways_scroll(page);
      await axe_finds_nothing(page);
      await picture(page, `begin${address.replace(/\W+/g, '-')}-${language}-360`);
      await page.setViewportSize({ width: 320, height: 450 }); // 640 pixels at 200 %
      await no_sideways_scroll(page);
    }
  await page.goto(`${server.origin}/begin/passphrase?lang=ko`);
  for (const details of await page.$$('details summary')) await details.click();
  await no_sideways_scroll(page);
  await axe_finds_nothing(page);
  await picture(page, 'begin-open-ko');
  await page.done();
  await server.stop();
  server.drop();
});

await test('a passphrase of one\'s own: too short, not the same, weak, then strong', async () => {
  const server = await start();
  const page = await page_open(browser, server, { stranger: true });
  await page.goto(server.link);
  const send = async (own, again) => {
    if (!(await page.isVisible('#f-own'))) await page.click('details:has(#f-own) summary');
    await page.fill('#f-own', own);
    await page.fill('#f-again', again);
    await page.check('#f-noted');
    await Promise.all([page.waitForNavigation(), page.click('button.first')]);
  };
  await page.goto(`${server.origin}/begin/passphrase`);
  const words = await page.textContent('.drawn');
  await send('short', 'short');
  check((await page.textContent('.errors')).includes('twelve'), 'short');
  equal(await page.textContent('.drawn'), words, 'words after a mistake');
  await send('a long enough phrase', 'another phrase here');
  check((await page.textContent('.errors')).includes('not the same'), 'not the same');
  await send('passwordpassword', 'passwordpassword');
  check((await page.textContent('.errors')).includes('weak'), 'weak');
  await picture(page, 'begin-weak');
  equal(await page.inputValue('#f-own'), '', 'a passphrase is sent back');
  await send('seven herons over the frozen reservoir', 'seven herons over the frozen reservoir');
  check((await page.textContent('main')).includes('strong'), 'strength');
  await page.goto(`${server.origin}/begin`);
  equal(new URL(page.url()).pathname, '/begin/next', 'the first start is over');
  await page.done();
  await server.stop();
  server.drop();
});

await test('the example opens in a folder of its own, marked', async () => {
  const { server } = await first_start(false);
  const again = await start(server.home);
  const page = await page_open(browser, again, { stranger: true });
  await page.goto(again.link);
  check((await page.textContent('main')).includes('example'), 'no example');
  await picture(page, 'start-one');
  await Promise.all([page.waitForNavigation(), page.click('form[action="/begin/example"] button')]);
  await page.waitForSelector('input[type="hidden"][name="passphrase"]', { state: 'attached' });
  await Promise.all([page.waitForNavigation(), page.click('text=Open the example')]);
  check((await page.textContent('body')).includes('DEMONSTRATION'), 'not marked');
  await picture(page, 'example');
  equal(readdirSync(again.pages).sort().join(' '), 'Cairn example', 'folders');
  equal(await page.getAttribute('.lock button', 'accesskey'), 'q', 'the key for Lock');
  await Promise.all([page.waitForNavigation(), page.click('.lock button')]);
  equal(new URL(page.url()).pathname, '/sign-in', 'after the lock');
  await picture(page, 'example-locked');
  await page.done();
  await again.stop();
  const third = await start(server.home);
  const choice = await page_open(browser, third, { stranger: true, scripts: true });
  await choice.goto(third.link);
  await axe_finds_nothing(choice);
  await picture(choice, 'start-two');
  await choice.done();
  await third.stop();
  server.drop();
});

await browser.close();
