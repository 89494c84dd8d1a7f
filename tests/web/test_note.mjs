// SPDX-License-Identifier: GPL-3.0-or-later
// A call is written down in a browser, with scripts on and off; nothing that was typed is lost.
import { browser_start, check, equal, picture, test } from './browser.mjs';
import { case_make, case_serve } from './case.mjs';
import { both_ways, look, path_of, press, sign_in, unguarded } from './walk.mjs';

const made = case_make();
const server = await case_serve(made);
const browser = await browser_start();
const CALL = '어제 새벽 선양에서 열 명이 체포됐다. 네 살 아이 한 명. 안전가옥에 있었다.';
const BUTTON = 'main form button.first';

async function fill(page, words) {
  await page.goto(`${server.origin}/notes/new`);
  await page.fill('#f-words', words);
  await page.fill('#f-told', 'broker, voice known');
  await page.check('input[name=knows][value=told]');
  await page.check('input[name=named][value=unasked]');
  await page.fill('#f-when', '2026-03-02');
}

async function way(page, scripts) {
  const call = `${CALL} ${scripts ? 1 : 2}`;
  await sign_in(page, server, '/notes/new');

  await test('an empty note and a day that cannot be come back with what was typed', async () => {
    await look(page, scripts);
    await picture(page, `note-${scripts}`);
    await unguarded(page);
    await page.fill('#f-told', 'an aunt');
    await page.fill('#f-when', '31 February');
    equal((await press(page, BUTTON)).status(), 422, 'status');
    equal(await page.inputValue('#f-told'), 'an aunt', 'what was typed');
    equal(await page.inputValue('#f-when'), '31 February', 'the day');
    check((await page.locator('.errors li').count()) >= 3, 'not every mistake is named');
    await look(page, scripts);
  });

  await test('one that is too long comes back whole', async () => {
    await fill(page, `${'말'.repeat(100000)} end`);
    equal((await press(page, BUTTON)).status(), 422, 'status');
    check((await page.inputValue('#f-words')).endsWith('말 end'), 'words are lost');
  });

  await test('a call is written down, and the page says what was made of it', async () => {
    await fill(page, call);
    await page.fill('#f-called', 'an aid worker');
    await press(page, BUTTON);
    const body = await page.textContent('main');
    check(/^\/notes\/[0-9a-z]{26}$/.test(path_of(page)), path_of(page));
    check(/Found \d+ things/.test(body), body);
    check(body.includes('‘안전가옥’ is hidden from everything that leaves.'), body);
    check(body.includes('10 people, 1 child: adds up.'), body);
    await look(page, scripts);
    await picture(page, `noted-${scripts}`);
  });

  await test('parts that do not add up are kept, and said', async () => {
    const first = path_of(page);
    await fill(page, `10 people were arrested, 6 men and 5 women. ${scripts}`);
    await press(page, BUTTON);
    const body = await page.textContent('main');
    check(body.includes('does not add up'), body);
    await look(page, scripts);
    await picture(page, `noted-not-adding-${scripts}`);
    await press(page, 'main a.button.first');
    check((await page.textContent('main')).includes('women'), 'not kept as written');
    await page.goto(server.origin + first);
  });

  await test('the same note sent twice is kept once', async () => {
    const first = path_of(page);
    await fill(page, call);
    await press(page, BUTTON);
    equal(path_of(page), first, 'another document');
    check((await page.textContent('main')).includes('Nothing was added'), 'it does not say so');
  });

  await test('it is read like any other document', async () => {
    await press(page, 'main a.button.first');
    check((await page.textContent('main')).includes('열 명이 체포됐다'), 'not the words');
    await look(page, scripts);
  });
}

await both_ways(browser, server, way, 15000);

await browser.close();
await server.stop();
made.drop();
