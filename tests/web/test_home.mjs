// SPDX-License-Identifier: GPL-3.0-or-later
// A case gathered from papers, the families that wait to be told, and a copy elsewhere, with scripts on and off.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { browser_start, check, equal, page_open, picture, test } from './browser.mjs';
import { case_make, case_serve } from './case.mjs';
import { look, path_of, press, sign_in, unguarded, walk_of } from './walk.mjs';

const made = case_make();
const server = await case_serve(made);
const browser = await browser_start();
const go = walk_of(server);

async function way(page, scripts) {
  let of_case;
  const who = scripts ? '2 children' : '9 people';
  const title = scripts ? 'Helin, nine people' : '헬린의 아홉 사람';

  await test('a case is begun, and says what it needs', async () => {
    await go(page, scripts, '/cases/begin');
    await page.fill('#f-title', title);
    await press(page, 'main form .first');
    of_case = path_of(page);
    check(of_case.startsWith('/cases/'), of_case);
    await look(page, scripts);
    check((await page.textContent('main')).includes('Nobody is in this case yet'), 'nothing says what is missing');
  });

  await test('what was found in a paper is put into the case, and stands there with its source', async () => {
    await go(page, scripts, `${of_case}/gather`);
    const papers = await page.$$eval('select[name=from] option', (l) => l.map((o) => [o.value, o.textContent]));
    const [paper] = papers.find(([, words]) => words.startsWith('Joint letter'));
    await page.selectOption('select[name=from]', paper);
    await press(page, 'form.row button');
    await look(page, scripts);
    const [group] = await page.$$(`.tick:has-text("${who}") input`);
    const event = await page.$('.tick:has-text("Detention") input');
    await group.check();
    await event.check();
    await press(page, 'form[method=post] .first');
    equal(path_of(page), of_case, 'back at the case');
    await look(page, scripts);
    check((await page.locator('.timeline tbody tr').count()) === 1, 'the event is not on the line');
    await page.click('.timeline .mk');
    check(await page.isVisible('.from li:target blockquote'), 'its passage is not shown');
    await go(page, scripts, `${of_case}/gather?from=${paper}`);
    check(await page.isDisabled(`.tick:has-text("${who}") input`), 'it can be put in twice');
  });

  await test('only events, persons and groups belong to a case', async () => {
    await go(page, scripts, '/documents');
    const document = (await page.getAttribute('main .list a', 'href')).split('/').pop();
    await go(page, scripts, `${of_case}/gather`);
    await page.$eval('.tick input:not([disabled])', (e, id) => { e.value = id; e.checked = true; }, document);
    equal((await press(page, 'form[method=post] .first')).status(), 422, 'a document');
  });

  await test('Home names the family until somebody told it', async () => {
    await go(page, scripts, '/');
    const main = await page.textContent('main');
    check(main.includes('Families to tell') && main.includes(title), 'the family is not named');
    const family = await page.getAttribute(`main li:has-text("${title}") a`, 'href');
    made.run('set', family.split('/').pop(), 'family_told', '2026-11-20');
    await go(page, scripts, '/');
    check(!(await page.textContent('main')).includes(title), 'the family is still named');
  });

  await test('a copy is made, opened and checked; Home says when', async () => {
    const stick = join(made.dir, scripts ? 'stick with spaces' : 'stick');
    mkdirSync(stick);
    await go(page, scripts, '/copy');
    await page.fill('#f-to', join(made.dir, 'pulled out'));
    equal((await press(page, 'main form:last-of-type button')).status(), 422, 'a stick that is not there');
    equal(await page.inputValue('#f-to'), join(made.dir, 'pulled out'), 'what was typed');
    await look(page, scripts);
    await page.fill('#f-to', '/proc'); // is there, and takes nothing
    equal((await press(page, 'main form:last-of-type button')).status(), 422, 'a stick that was pulled out');
    check((await page.textContent('main')).includes('Was the stick pulled out, or is it full?'), 'not in plain words');
    equal(await page.inputValue('#f-to'), '/proc', 'what was typed');
    await look(page, scripts);
    await page.fill('#f-to', 'stick');
    await unguarded(page);
    equal((await press(page, 'main form:last-of-type button')).status(), 422, 'half a way');
    await page.fill('#f-to', stick);
    equal((await press(page, 'main form:last-of-type button')).status(), 200, 'status');
    await look(page, scripts);
    await picture(page, 'home-copy');
    const [copy] = readdirSync(stick);
    check(existsSync(join(stick, copy, 'CONTENTS')), 'there is no copy');
    await go(page, scripts, '/');
    check(!(await page.isVisible('.st.is-late')), 'the copy still counts as overdue');
  });
}

for (const scripts of [false, true]) {
  console.log(`# scripts ${scripts ? 'on' : 'off'}`);
  const page = await page_open(browser, server, { scripts, stranger: true });
  await sign_in(page, server);
  if (!scripts)
    await test('a case file that was never copied says so', async () => {
      await go(page, scripts, '/');
      check(await page.isVisible('.st.is-late'), 'nothing warns');
    });
  await way(page, scripts);
  await page.done();
}
await browser.close();
await server.stop();
made.drop();
