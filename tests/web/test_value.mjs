// SPDX-License-Identifier: GPL-3.0-or-later
// Values typed by hand and the chain of custody, in a browser with scripts on and off.
import { browser_start, check, equal, picture, test } from './browser.mjs';
import { case_make, case_serve } from './case.mjs';
import { both_ways, look, path_of, press, sign_in, unguarded } from './walk.mjs';

const made = case_make();
const server = await case_serve(made);
const browser = await browser_start();
const SAVE = 'main form button.first';
const words = (page) => page.textContent('main');

async function way(page, scripts) {
  let record;
  await sign_in(page, server, '/people');

  await test('a person is added by hand: without a source it comes back, with one it is there', async () => {
    await press(page, 'main a.button.first');
    await look(page, scripts);
    await page.fill('#f-value', 'Ri Un-gyong');
    equal((await press(page, SAVE)).status(), 422, 'without a source');
    equal(await page.inputValue('#f-value'), 'Ri Un-gyong', 'what was typed');
    check(await page.isVisible('#w-source'), 'nothing stands beside the field');
    await look(page, scripts);
    await picture(page, `value-wrong-${scripts}`);
    await page.fill('#f-who', 'her aunt');
    await page.selectOption('#f-hedge', 'reported');
    await press(page, SAVE);
    record = path_of(page);
    check(/^\/records\/[0-9a-z]{26}$/.test(record), record);
    check((await words(page)).includes('Ri Un-gyong'), 'no name');
    check((await words(page)).includes('her aunt'), 'who knows it');
  });

  await test('a date that cannot be stays in its field; one in words is understood', async () => {
    await page.goto(`${server.origin}${record}/add`);
    await look(page, scripts);
    await page.goto(`${server.origin}${record}/add?property=core:birth_date`);
    await look(page, scripts);
    await page.fill('#f-value', '31 February');
    await page.fill('#f-who', 'her aunt');
    equal((await press(page, SAVE)).status(), 422, 'status');
    equal(await page.inputValue('#f-value'), '31 February', 'the day');
    await page.fill('#f-value', '4 November 1990');
    await press(page, SAVE);
    equal(path_of(page), record, 'back at the record');
    check((await words(page)).includes('1990'), 'no date');
  });

  await test('a term is chosen, and what needs its day asks for it', async () => {
    await page.goto(`${server.origin}${record}/add?property=core:custody`);
    await page.selectOption('#f-value', 'detained');
    await page.fill('#f-who', 'her aunt');
    equal((await press(page, SAVE)).status(), 422, 'without its day');
    check(await page.isVisible('#w-as_of'), 'nothing stands beside the day');
    await page.fill('#f-as_of', '2026-03');
    await press(page, SAVE);
    check((await words(page)).includes('Held by the returning state'), 'no custody');
  });

  await test('a value is corrected: the form begins with it, and the old one stays in the history', async () => {
    await press(page, `main dl.said a.more[href*="/said/"] >> nth=0`);
    await press(page, 'main a.button[href$="/correct"]');
    check((await page.locator('#f-value').count()) === 1, 'no form');
    await look(page, scripts);
    await page.fill('#f-who', 'her mother');
    await press(page, SAVE);
    equal(path_of(page), record, 'back at the record');
    check((await words(page)).includes('withdrawn or corrected: 1'), await words(page));
  });

  await test('hostile words are words', async () => {
    await page.goto(`${server.origin}${record}/add?property=core:alias`);
    await page.fill('#f-value', '"><script>alert(1)</script>');
    await page.fill('#f-who', '<b>x</b>');
    await press(page, SAVE);
    check((await words(page)).includes('"><script>alert(1)</script>'), 'not as typed');
    equal((await page.goto(`${server.origin}${record}/add?property=core:sha256`)).status(), 200, 'a list instead');
    await page.goto(`${server.origin}${record}/add?property=core:alias`);
    await unguarded(page);
    equal((await press(page, SAVE)).status(), 422, 'nothing written');
  });

  await test('taking the original out is a line of its chain of custody; reading is none', async () => {
    await page.goto(`${server.origin}/documents`);
    await press(page, 'main .list a >> nth=0');
    await press(page, 'main a[href$="/custody"]');
    const lines = async () => page.locator('main tbody tr').count();
    const before = await lines();
    await look(page, scripts);
    await press(page, 'main .about a >> nth=0');
    await Promise.all([page.waitForEvent('download'), page.click('main a[href$="/file"]')]);
    await press(page, 'main a[href$="/custody"]');
    equal(await lines(), before + 1, 'lines');
    check((await words(page)).includes('Copied out'), 'what was done');
    await page.check('input[name=did][value=printed]');
    await press(page, 'main form button');
    equal(await lines(), before + 2, 'lines');
    await picture(page, `custody-${scripts}`);
    const [text] = await Promise.all([page.waitForEvent('download'), page.click('main a[href$="/custody/text"]')]);
    equal(text.suggestedFilename(), 'custody.txt', 'name');
  });
}

await both_ways(browser, server, way, 15000);

await browser.close();
await server.stop();
made.drop();
