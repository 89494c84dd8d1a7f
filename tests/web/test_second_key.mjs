// SPDX-License-Identifier: GPL-3.0-or-later
// Six digits from a telephone: turned on at a page, asked for at the locked door, with and without scripts.
import { createHmac } from 'node:crypto';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  axe_finds_nothing, browser_start, check, equal, no_sideways_scroll, page_open, picture, test,
} from './browser.mjs';

const cairn = `${process.env.BUILD}/src/cairn`;
const PASS = 'seven herons over the frozen reservoir';
const browser = await browser_start();

/* RFC 6238, written apart from the library that the program uses. */
function code_of(letters, step) {
  const bits = [...letters].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', key).update(counter).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1000000).padStart(6, '0');
}
const step_now = () => Math.floor(Date.now() / 30000);

async function start() {
  const home = mkdtempSync(join(tmpdir(), 'cairn-second-'));
  const env = { PATH: process.env.PATH, HOME: home, LANG: 'C' };
  const folder = join(home, '.local/share/cairn/Cairn');
  mkdirSync(join(home, '.local/share/cairn'), { recursive: true });
  writeFileSync(join(home, 'pass'), `${PASS}\n`);
  execFileSync(cairn, ['init', '--weak-laptop', '--passphrase-file', join(home, 'pass'), folder], { env, stdio: 'ignore' });
  const child = spawn(cairn, ['start', '--no-browser', '--weak-laptop'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const link = await new Promise((resolve, reject) => {
    child.stdout.once('data', (d) => resolve(d.toString().trim()));
    child.once('exit', (code) => reject(new Error(`cairn start ended with ${code}`)));
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const run = (...args) => execFileSync(cairn, ['-C', folder, '--passphrase-file', join(home, 'pass'), '--json', ...args],
    { env, stdio: ['ignore', 'pipe', 'ignore'] }).toString();
  return { origin: new URL(link).origin, run, drop: async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(home, { recursive: true, force: true });
  } };
}

const send = async (page, field, value) => {
  await page.fill(field, value);
  return (await Promise.all([page.waitForNavigation(), page.press(field, 'Enter')]))[0];
};

for (const [language, scripts] of [['en', false], ['ko', true]])
  await test(`on, asked for, used once, off: ${language}, scripts ${scripts ? 'on' : 'off'}`, async () => {
    const server = await start();
    const page = await page_open(browser, server, { stranger: true, scripts, language });
    await page.goto(`${server.origin}/sign-in`);
    await send(page, '#f-passphrase', PASS);
    await page.goto(`${server.origin}/more`);
    await Promise.all([page.waitForNavigation(), page.click('a[href="/more/second-key"]')]);
    check(await page.isVisible('.notice'), 'what it does not protect from is not said');
    await picture(page, `second-off-${language}`);
    await Promise.all([page.waitForNavigation(), page.click('a[href="/more/second-key/new"]')]);
    const letters = (await page.textContent('.drawn')).replace(/\s/g, '');
    equal(letters.length, 32, 'letters');
    await picture(page, `second-new-${language}`);
    equal((await send(page, '#f-code', '000000')).status(), 403, 'wrong digits');
    equal((await page.textContent('.drawn')).replace(/\s/g, ''), letters, 'letters after a slip');
    let step = step_now() - 1; // an older one first, so that the next need not be waited for
    equal((await send(page, '#f-code', code_of(letters, step))).status(), 200, 'right digits');
    await picture(page, `second-on-${language}`);
    check(!(await page.content()).includes(letters.slice(0, 4)), 'the secret is shown again');
    await Promise.all([page.waitForNavigation(), page.click('.lock button')]);
    for (let i = 0; i < 50 && !(await page.$('#f-passphrase')); i++) {
      await new Promise((on) => setTimeout(on, 200));
      await page.goto(`${server.origin}/sign-in?next=/people`).catch(() => {});
    }
    await page.goto(`${server.origin}/sign-in?next=/people`);
    await send(page, '#f-passphrase', PASS);
    check(await page.isVisible('#f-code'), 'no digits are asked for');
    await picture(page, `second-asked-${language}`);
    await page.goto(`${server.origin}/people`);
    equal(new URL(page.url()).pathname, '/sign-in', 'half-way in');
    check([403, 409].includes((await send(page, '#f-code', code_of(letters, step))).status()), 'the same digits again'); // used, or too old by now
    await picture(page, `second-used-${language}`);
    step++;
    await send(page, '#f-code', code_of(letters, step));
    equal(new URL(page.url()).pathname, '/people', 'where it leads');
    await page.goto(`${server.origin}/more/second-key`);
    await send(page, '#f-code', code_of(letters, step + 1));
    check(await page.isVisible('a[href="/more/second-key/new"]'), 'it is not off');
    await page.done();
    equal(JSON.parse(server.run('verify')).sound, true, 'verify');
    equal(JSON.parse(server.run('log')).entries.filter((e) => e.kind === 'member').length, 2, 'entries');
    await server.drop();
  });

await test('its pages are fit for everybody', async () => {
  const server = await start();
  const page = await page_open(browser, server, { stranger: true, scripts: true });
  await page.goto(`${server.origin}/sign-in`);
  await send(page, '#f-passphrase', PASS);
  for (const address of ['/more/second-key', '/more/second-key/new'])
    for (const language of ['en', 'ko', 'zh-Hans', 'zh-Hant']) {
      await page.setViewportSize({ width: 320, height: 800 });
      await page.goto(`${server.origin}${address}?lang=${language}`);
      await no_sideways_scroll(page);
      await axe_finds_nothing(page);
      check((await page.content()).length < 60000, 'too long');
    }
  await picture(page, 'second-new-320');
  const letters = (await page.textContent('.drawn')).replace(/\s/g, '');
  await send(page, '#f-code', code_of(letters, step_now()));
  const stranger = await page_open(browser, server, { stranger: true, scripts: true });
  await stranger.goto(`${server.origin}/sign-in`);
  await send(stranger, '#f-passphrase', PASS);
  await axe_finds_nothing(stranger);
  await send(stranger, '#f-code', '12');
  await axe_finds_nothing(stranger);
  await stranger.done();
  await page.done();
  await server.drop();
});

await browser.close();
process.exit();
