// SPDX-License-Identifier: GPL-3.0-or-later
// Who cannot be asked, a guardian, a withdrawal; and the sheets that people sign, in four languages.
import { browser_start, check, equal, page_open, picture, test } from './browser.mjs';
import { case_make, case_serve } from './case.mjs';
import { look, press, sign_in, unguarded, walk_of } from './walk.mjs';

const made = case_make();
const server = await case_serve(made);
const browser = await browser_start();
const go = walk_of(server);
const pick = async (page, level, how) => {
  await page.check(`input[name=level][value=${level}]`);
  await page.check(`input[name=how][value=${how}]`);
};

for (const scripts of [false, true]) {
  console.log(`# scripts ${scripts ? 'on' : 'off'}`);
  const page = await page_open(browser, server, { scripts, stranger: true });
  page.setDefaultTimeout(8000);
  await sign_in(page, server);
  const person = JSON.parse(made.run('list', 'person')).records[0].id;

  await test('who cannot be asked is spoken of only after a decision with a reason and a day', async () => {
    await go(page, scripts, `/records/${person}/consent`);
    await pick(page, 'public_code', 'cannot_be_asked');
    await unguarded(page);
    equal((await press(page, 'main form .first')).status(), 422, 'neither reason nor day');
    await look(page, scripts);
    await page.fill('#f-until', '2030-01');
    await page.fill('#f-reason', 'the two of us weighed it; they may be moved any day');
    await page.fill('#f-who', 'Park S.');
    equal((await press(page, 'main form .first')).status(), 200, 'status');
    check((await page.textContent('main')).includes('May be public by a code'), 'it may not leave');
  });

  await test('what is withdrawn stays inside', async () => {
    await go(page, scripts, `/records/${person}/consent`);
    await pick(page, 'public_name', 'withdrawn');
    equal((await press(page, 'main form .first')).status(), 422, 'withdrawn, and in public');
    await pick(page, 'inside', 'withdrawn');
    equal((await press(page, 'main form .first')).status(), 200, 'status');
    check((await page.textContent('main')).includes('Stays inside'), 'it may still leave');
  });

  await test('a letter says what was left out for want of consent, and leads to where one decides', async () => {
    const said = (...args) => JSON.parse(made.run(...args));
    const event = said('list', 'event').records.find((e) => /^(Arrest|Detention)/.test(e.title));
    const action = said('set', '--new', 'action', 'title', `Kept back, ${scripts}`).record;
    made.run('set', action, 'about_event', event.id);
    await go(page, scripts, `/records/${event.id}/consent`);
    await pick(page, 'inside', 'refused');
    await press(page, 'main form .first');
    await page.goto(`${server.origin}/letters/new?case=${action}`);
    await page.selectOption('#f-to', { index: 1 });
    await page.fill('#f-from', 'Harbour Light');
    await press(page, 'main form .first');
    await look(page, scripts);
    await press(page, '.leftout a[href$="/consent"] >> nth=0');
    check(await page.isVisible('input[name=level]'), 'not where one decides');
    await go(page, scripts, '/differ');
    check(!(await page.textContent('main')).includes('What may leave'), 'a later decision counts as a difference');
  });

  await test('every sheet can be printed in every language', async () => {
    for (const level of ['inside', 'un_confidence', 'un_government', 'public_code', 'public_name'])
      for (const lang of ['en', 'ko', 'zh-Hans', 'zh-Hant']) {
        await page.goto(`${server.origin}/sheets?level=${level}&in=${lang}`);
        equal(await page.getAttribute('article', 'lang'), lang, level);
      }
    await look(page, scripts);
    await page.emulateMedia({ media: 'print' });
    check(!(await page.isVisible('.places')) && (await page.isVisible('article')), 'more than the sheet is printed');
    await picture(page, `sheet-${scripts}`);
    await page.emulateMedia({ media: 'screen' });
  });
  await page.done();
}
await browser.close();
await server.stop();
made.drop();
