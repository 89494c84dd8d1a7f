// SPDX-License-Identifier: GPL-3.0-or-later
// walk.mjs - going through the pages of a served case file, and what must be true of each.
import { axe_finds_nothing, check, equal, no_sideways_scroll, page_open } from './browser.mjs';
import { PASSPHRASE } from './case.mjs';

const NARROW = 360;

export const path_of = (page) => new URL(page.url()).pathname;

/* As a browser does that does not look at 'required'. */
export const unguarded = (page) =>
  page.evaluate(() => document.querySelectorAll('[required]').forEach((e) => e.removeAttribute('required')));

export async function press(page, selector) {
  const [answer] = await Promise.all([page.waitForNavigation(), page.click(selector)]);
  return answer;
}

/* A stranger asks for a page, and has it after the passphrase. */
export async function sign_in(page, server, path = '/', passphrase = PASSPHRASE) {
  await page.goto(server.origin + path);
  equal(path_of(page), '/sign-in', 'a stranger is at the door');
  await page.fill('#f-passphrase', passphrase);
  await press(page, 'main button');
  equal(path_of(page), path, 'after the passphrase');
}

/* way(page, scripts) by a stranger, first without scripts and then with them. */
export async function both_ways(browser, server, way, timeout = 8000) {
  for (const scripts of [false, true]) {
    console.log(`# scripts ${scripts ? 'on' : 'off'}`);
    const page = await page_open(browser, server, { stranger: true, scripts });
    page.setDefaultTimeout(timeout);
    await way(page, scripts);
    await page.done();
  }
}

/* What must be true of every page that is visited. */
export async function fit(page, scripts) {
  await no_sideways_scroll(page);
  check((await page.content()).length < 50000 || page.url().includes('/more/parts'), `50 KB or more: ${page.url()}`);
  const size = page.viewportSize();
  await page.setViewportSize({ width: NARROW, height: 800 });
  await no_sideways_scroll(page);
  await page.setViewportSize(size);
  if (scripts) await axe_finds_nothing(page);
}

/* ... and of every page of a demonstration. */
export async function look(page, scripts) {
  check(await page.locator('.demo').count(), 'the page does not say that it is a demonstration');
  await fit(page, scripts);
}

/* go(page, scripts, path) for this server. */
export const walk_of = (server) => async (page, scripts, path) => {
  const answer = await page.goto(server.origin + path);
  equal(answer.status(), 200, path);
  await look(page, scripts);
};
