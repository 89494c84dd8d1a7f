// SPDX-License-Identifier: GPL-3.0-or-later
// What was found is read one thing after the other: right, changed, not said, later, and undone.
import { browser_start, check, equal, picture, test } from './browser.mjs';
import { case_make, case_serve } from './case.mjs';
import { both_ways, look, path_of, press, sign_in, walk_of } from './walk.mjs';

const made = case_make();
const server = await case_serve(made);
const browser = await browser_start();
const go = walk_of(server);
const DO = (what) => `button[name=do][value=${what}]`;
const left = async (page) => Number((await page.textContent('main > .facts')).match(/\d+ of (\d+)/)[1]);

async function way(page, scripts) {
  let document;

  await test('Home leads to what waits, with its passage marked', async () => {
    await go(page, scripts, '/');
    document = (await page.getAttribute('main .list a', 'href')).split('/').pop();
    await press(page, 'a[href="/check"]');
    await look(page, scripts);
    await picture(page, `check-${scripts}`);
    await go(page, scripts, `/check?document=${document}`);
  });

  await test('right is kept with its passage, and can be undone', async () => {
    const before = await left(page);
    while (!(await page.isVisible('.passage mark'))) await press(page, DO('later'));
    const says = await page.textContent('.says');
    await press(page, DO('right'));
    await look(page, scripts);
    equal(await left(page), before - 1, 'left');
    await press(page, 'form.notice button');
    equal(await left(page), before, 'left after the undo');
    equal(await page.textContent('.says'), says, 'the same thing waits again');
  });

  await test('not said is refused, and can be undone', async () => {
    const before = await left(page);
    await press(page, DO('not'));
    equal(await left(page), before - 1, 'left');
    await press(page, 'form.notice button');
    equal(await left(page), before, 'left after the undo');
  });

  await test('later leaves it for the end', async () => {
    const all = await left(page);
    await go(page, scripts, `/check?document=${document}&skip=${all - 1}`);
    await press(page, DO('later'));
    check(!(await page.isVisible(DO('right'))), 'there is no end');
    check((await page.textContent('main')).includes(String(all)), 'nothing says how many');
    await look(page, scripts);
  });

  await test('change takes it over unread, and leads to its values', async () => {
    await go(page, scripts, `/check?document=${document}&kind=event`);
    await press(page, DO('change'));
    check(path_of(page).startsWith('/records/'), path_of(page));
    check(await page.isVisible('.from .st.is-check'), 'it counts as read');
    await go(page, scripts, `/check?document=${document}&kind=event`);
  });

  await test('what was taken over together is marked as read, and that can be undone', async () => {
    const unread = JSON.parse(made.run('list', 'document')).records.map((r) => r.id).find((id) => id !== document);
    await go(page, scripts, `/check?document=${unread}`);
    const before = await left(page);
    await press(page, DO('right'));
    equal(await left(page), before - 1, 'left');
    await press(page, 'form.notice button');
    equal(await left(page), before, 'left after the undo');
    await press(page, DO('not'));
    equal(await left(page), before - 1, 'withdrawn');
    await press(page, 'form.notice button');
    equal(await left(page), before, 'said again');
  });

  await test('a form that comes twice, or an address that is none, says so', async () => {
    await go(page, scripts, `/check?document=${document}`);
    const name = await page.inputValue('input[name=name]');
    await press(page, DO('not'));
    await page.goBack();
    await page.$eval('form[action="/check"] input[name=name]', (e, n) => { e.value = n; }, name);
    equal((await press(page, DO('right'))).status(), 409, 'twice');
    equal((await page.goto(`${server.origin}/check?document=none`)).status(), 422, 'no id');
    equal((await page.goto(`${server.origin}/check?kind=%3Cb%3E`)).status(), 404, 'no kind');
  });
}

await both_ways(browser, server, async (page, scripts) => {
  await sign_in(page, server);
  await way(page, scripts);
});
await browser.close();
await server.stop();
made.drop();
