// SPDX-License-Identifier: GPL-3.0-or-later
// The way in and out, scripts off.
import {
  axe_finds_nothing, browser_start, check, equal, no_sideways_scroll, page_open, picture, server_start, test,
} from './browser.mjs';

const server = await server_start(`${process.env.BUILD}/tests/web/parts_server`);
const browser = await browser_start();

await test('a stranger is led to the door, and after the passphrase to the page asked for', async () => {
  const page = await page_open(browser, server, { stranger: true });
  await page.goto(`${server.origin}/more/parts`);
  equal(new URL(page.url()).pathname, '/sign-in', 'path');
  check(!(await page.content()).includes('Shenyang'), 'the case file is named to a stranger');
  await no_sideways_scroll(page);
  await picture(page, 'sign-in');
  await page.fill('#f-passphrase', 'wrong');
  await Promise.all([page.waitForNavigation(), page.click('main button')]);
  check(await page.isVisible('.errors'), 'nothing says that it was wrong');
  await picture(page, 'sign-in-wrong');
  await page.fill('#f-passphrase', 'correct horse');
  await Promise.all([page.waitForNavigation(), page.click('main button')]);
  equal(new URL(page.url()).pathname, '/more/parts', 'path');
  const cookies = await page.context().cookies();
  const session = cookies.find((c) => c.name === 'cairn');
  check(session.httpOnly && session.sameSite === 'Strict' && session.expires === -1, 'the cookie is loose');
  await page.done();
});

await test('lock closes the case file for every window', async () => {
  const one = await page_open(browser, server);
  const two = await page_open(browser, server);
  await one.goto(`${server.origin}/more/parts`);
  await two.goto(`${server.origin}/more/parts`);
  await Promise.all([one.waitForNavigation(), one.click('.lock button')]);
  equal(new URL(one.url()).pathname, '/sign-in', 'path');
  await two.reload();
  equal(new URL(two.url()).pathname, '/sign-in', 'path of the other window');
  await one.goBack();
  check(!(await one.content()).includes('K-14'), 'going back shows the page again');
  await one.done();
  await two.done();
});

await test('what was typed outlives the session', async () => {
  const page = await page_open(browser, server, { stranger: true });
  const enter = async () => {
    await page.fill('#f-passphrase', 'correct horse');
    await Promise.all([page.waitForNavigation(), page.click('main button')]);
  };
  await page.goto(`${server.origin}/more/parts`);
  await enter();
  await page.fill('#f-words', 'a long note\n  of a call');
  const other = await page.context().newPage();
  await other.goto(`${server.origin}/more/parts`);
  await Promise.all([other.waitForNavigation(), other.click('.lock button')]);
  await Promise.all([page.waitForNavigation(), page.click('form[action="/more/parts"] .first')]);
  await picture(page, 'lapsed');
  await enter();
  await picture(page, 'send-again');
  check((await page.textContent('.typed')).includes('a long note\n  of a call'), 'not shown');
  const [answer] = await Promise.all([page.waitForNavigation(), page.click('main button')]);
  equal(answer.status(), 422, 'the form is read');
  equal(await page.inputValue('#f-words'), 'a long note\n  of a call', 'words');
  await page.done();
});

await test('the door is fit for everybody, also after a wrong passphrase', async () => {
  const page = await page_open(browser, server, { stranger: true, scripts: true });
  await page.goto(`${server.origin}/sign-in`);
  await axe_finds_nothing(page);
  await page.fill('#f-passphrase', 'wrong');
  await Promise.all([page.waitForNavigation(), page.click('main button')]);
  await axe_finds_nothing(page);
  await page.done();
});

await test('a page that is not there says so, in words', async () => {
  const page = await page_open(browser, server, { stranger: true, scripts: true });
  const answer = await page.goto(`${server.origin}/nothing`);
  equal(answer.status(), 404, 'status');
  await axe_finds_nothing(page);
  await picture(page, 'problem');
  await page.done();
});

await browser.close();
await server.stop();
