// SPDX-License-Identifier: GPL-3.0-or-later
// The passphrase is forgotten: two recovery papers on the locked door, with and without scripts, in Korean and English.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  axe_finds_nothing, browser_start, check, equal, focus_is_seen, no_sideways_scroll, page_open, picture, test,
} from './browser.mjs';

const cairn = `${process.env.BUILD}/src/cairn`;
const FRESH = 'seven herons over the frozen reservoir';
const browser = await browser_start();

/* A home with case files in it, made by the command line, which prints the papers. */
function home_make(...names) {
  const home = mkdtempSync(join(tmpdir(), 'cairn-recover-'));
  const env = { PATH: process.env.PATH, HOME: home, LANG: 'C' };
  const cases = join(home, '.local/share/cairn');
  mkdirSync(cases, { recursive: true });
  const made = { home, env, papers: {}, drop: () => rmSync(home, { recursive: true, force: true }) };
  for (const name of names) {
    writeFileSync(join(home, 'pass'), `the forgotten words of ${name}\n`);
    made.papers[name] = JSON.parse(execFileSync(cairn,
      ['init', '--json', '--weak-laptop', '--passphrase-file', join(home, 'pass'), join(cases, name)], { env, stdio: ['ignore', 'pipe', 'ignore'] }));
  }
  made.run = (name, pass, ...args) => {
    writeFileSync(join(home, 'pass'), `${pass}\n`);
    return execFileSync(cairn, ['-C', join(cases, name), '--passphrase-file', join(home, 'pass'), '--json', ...args],
      { env, stdio: ['ignore', 'pipe', 'ignore'] }).toString();
  };
  return made;
}

async function start(made) {
  const child = spawn(cairn, ['start', '--no-browser', '--weak-laptop'], { env: made.env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (d) => (said += d));
  const link = await new Promise((resolve, reject) => {
    child.stdout.once('data', (d) => resolve(d.toString().trim()));
    child.once('exit', (code) => reject(new Error(`cairn start ended with ${code}`)));
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return { link, origin: new URL(link).origin, said: () => said, stop: () => (child.kill('SIGTERM'), ended) };
}

/* As a person copies it from paper: capitals, spaces, line breaks. */
function as_typed(words) {
  return words.split('-').map((w, i) => (i % 2 ? w.toUpperCase() : w) + (i % 3 === 2 ? '\n' : ' ')).join('');
}

async function send(page, one, other, own, again = own) {
  if (one) await page.fill('#f-paper1', one);
  await page.fill('#f-paper2', other);
  await page.fill('#f-own', own);
  await page.fill('#f-again', again);
  return (await Promise.all([page.waitForNavigation(), page.click('button.first')]))[0];
}

for (const [language, scripts] of [['en', false], ['en', true], ['ko', false], ['ko', true]])
  await test(`from the locked door to the case file with two papers, ${language}, scripts ${scripts ? 'on' : 'off'}`, async () => {
    const made = home_make('Cairn');
    const server = await start(made);
    const page = await page_open(browser, server, { stranger: true, scripts, language });
    const papers = made.papers.Cairn;
    await page.goto(`${server.origin}/sign-in`);
    equal(await page.getAttribute('html', 'lang'), language, 'language');
    await Promise.all([page.waitForNavigation(), page.click('a[href="/recover"]')]);
    check(!(await page.content()).includes('name="case"'), 'a stranger is told names');
    const addresses = [];
    page.on('request', (r) => addresses.push(r.url()));
    const wrong = await send(page, as_typed(papers.paper2), as_typed(papers.paper3).replace(/\S+/, 'qqqqq'), FRESH);
    equal(wrong.status(), 422, 'status of a slip');
    check(await page.isVisible('.field.bad .wrong'), 'nothing says which paper');
    await picture(page, `recover-wrong-${language}`);
    for (const field of ['#f-paper2', '#f-own', '#f-again']) equal(await page.inputValue(field), '', field);
    equal(await page.$('#f-paper1'), null, 'a paper that was read is asked for again');
    const good = await send(page, null, `3 ${as_typed(papers.paper3)}`, FRESH);
    equal(good.status(), 200, 'status');
    check(good.headers()['cache-control'].includes('no-store'), 'the answer is kept');
    check(!(await page.content()).includes('herons'), 'the passphrase is sent back');
    await picture(page, `recovered-${language}`);
    await Promise.all([page.waitForNavigation(), page.click('a.button.first')]);
    equal(new URL(page.url()).pathname, '/', 'where it leads');
    check((await page.goto(`${server.origin}/more/journal`)).ok(), 'journal');
    equal(await page.locator('tbody tr').first().locator('td').count() > 0, true, 'lines of the journal');
    check(addresses.every((a) => a.includes('.css?') || a.includes('.svg?') || !/[?]|herons/.test(a)), `in an address: ${addresses.join(' ')}`);
    const word = papers.paper2.split('-')[0];
    check(!server.said().includes(word) && !server.said().includes('herons'), 'in the log');
    await page.done();
    await server.stop();
    const log = JSON.stringify(JSON.parse(made.run('Cairn', FRESH, 'log')));
    check(log.includes('"member"'), 'the journal says nothing of it');
    equal(JSON.parse(made.run('Cairn', FRESH, 'verify')).sound, true, 'verify');
    let opened = true;
    try { made.run('Cairn', 'the forgotten words of Cairn', 'log'); } catch { opened = false; }
    check(!opened, 'the old passphrase still opens it');
    made.drop();
  });

await test('where there are two case files, who came with the link chooses', async () => {
  const made = home_make('Ferry', 'Harbour');
  const server = await start(made);
  const page = await page_open(browser, server, { stranger: true });
  await page.goto(server.link);
  await Promise.all([page.waitForNavigation(), page.click('a[href="/recover"]')]);
  await page.check('input[name=case][value=Ferry]');
  await picture(page, 'recover-two');
  const { paper1, paper3 } = made.papers.Ferry;
  equal((await send(page, paper3, paper1, FRESH)).status(), 200, 'status');
  await page.done();
  await server.stop();
  made.run('Ferry', FRESH, 'log');
  made.run('Harbour', 'the forgotten words of Harbour', 'log');
  made.drop();
});

await test('the page is fit for everybody: axe, 360 pixels, 200 % zoom, keyboard, four languages', async () => {
  const made = home_make('Cairn');
  const server = await start(made);
  const page = await page_open(browser, server, { stranger: true, scripts: true });
  for (const language of ['en', 'ko', 'zh-Hans', 'zh-Hant']) {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(`${server.origin}/recover?lang=${language}`);
    await no_sideways_scroll(page);
    await axe_finds_nothing(page);
    await picture(page, `recover-${language}-360`);
    await page.setViewportSize({ width: 320, height: 450 }); // 640 pixels at 200 %
    await no_sideways_scroll(page);
  }
  check(await focus_is_seen(page) >= 6, 'stops');
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${server.origin}/recover?lang=en`);
  await picture(page, 'recover-en');
  await send(page, 'babab babab', 'x', 'short', 'other');
  await axe_finds_nothing(page);
  await page.setViewportSize({ width: 360, height: 800 });
  await no_sideways_scroll(page);
  await picture(page, 'recover-wrong-360');
  await page.done();
  await server.stop();
  made.drop();
});

await browser.close();
process.exit();
