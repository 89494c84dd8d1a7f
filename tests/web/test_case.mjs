// SPDX-License-Identifier: GPL-3.0-or-later
// One person's way through a case file, in a browser, with scripts on and off.
import { readFileSync } from 'node:fs';
import {
  browser_start, check, equal, only_our_server, page_open, picture, test,
} from './browser.mjs';
import { case_make, case_serve, sample } from './case.mjs';
import { both_ways, look, path_of, press, sign_in, unguarded, walk_of } from './walk.mjs';

const made = case_make();
const server = await case_serve(made);
const browser = await browser_start();
const go = walk_of(server);

async function way(page, scripts) {
  let document, record;

  await test('the link is good once, and Home says what waits', async () => {
    if (!way.entered) {
      way.entered = true;
      await page.goto(server.link);
      const other = await page_open(browser, server, { stranger: true });
      equal((await other.goto(server.link)).status(), 403, 'the link a second time');
      await other.done();
    } else {
      await sign_in(page, server, '/people');
      await page.goto(server.origin);
    }
    equal(path_of(page), '/', 'path');
    check(await page.isVisible('main .count'), 'nothing is to check');
    await look(page, scripts);
    way.document ??= await page.getAttribute('main .list a', 'href');
    document = way.document;
  });

  await test('a document shows its words, the marked passages, and what was found beside them', async () => {
    await go(page, scripts, document);
    check((await page.locator('mark.open').count()) > 3, 'no passage is marked');
    check(await page.isVisible('.lines p[data-n="1"]'), 'no line numbers');
    await page.click('.lines .mk');
    check(await page.$eval('.margin li:target', (e) => e.getBoundingClientRect().top < innerHeight), 'not in sight');
    check((await page.locator('.margin button[name=right]').count()) > 3, 'nothing to decide');
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('.about a >> nth=1')]);
    check(/\.(html|pdf|txt)$/.test(file.suggestedFilename()), file.suggestedFilename());
    check(readFileSync(await file.path()).equals(readFileSync(sample(file.suggestedFilename()))), 'not the file that came');
  });

  await test('what was found is taken over one by one, and what was not said is refused', async () => {
    const before = await page.locator('.margin button[name=right]').count();
    const kept = await page.getAttribute('.margin button[name=right]', 'value');
    equal((await press(page, `button[name=right][value="${kept}"]`)).status(), 200, 'status');
    equal(await page.locator('.margin button[name=right]').count(), before - 1, 'left to decide');
    check(page.url().includes('#n'), 'the next one is not shown');
    const not = await page.getAttribute('.margin button[name=not]', 'value');
    await press(page, `button[name=not][value="${not}"]`);
    equal(await page.locator('.margin button[name=right]').count(), before - 2, 'left to decide');
    await look(page, scripts);
    record = await page.getAttribute(`.margin .says a:not([href$="${document.split('/').pop()}"])`, 'href');
  });

  await test('a record leads from each value to its source, and from there to the passage', async () => {
    await go(page, scripts, record);
    await page.click('.said .mk');
    check(await page.isVisible('.from li:target blockquote'), 'the passage is not shown');
    await press(page, '.from li:target a.doc');
    check(path_of(page).startsWith('/documents/'), 'the source is no document');
    check(await page.$eval(':target', (e) => e.matches('.lines p')), 'not at the line');
  });

  await test('a consent that is incomplete comes back with what was typed', async () => {
    await go(page, scripts, record);
    await press(page, '.part .do a >> nth=0');
    await unguarded(page);
    await page.fill('#f-limits', 'only as a <number>');
    equal((await press(page, 'main form .first')).status(), 422, 'status');
    equal(await page.inputValue('#f-limits'), 'only as a <number>', 'what was typed');
    check(await page.isVisible('.errors'), 'no summary');
    await look(page, scripts);
    await page.check('#f-level-3');
    await page.check('#f-how');
    await press(page, 'main form .first');
    check(path_of(page).startsWith('/records/'), 'not back at the record');
  });

  await test('where sources differ they stand side by side, and a decision is signed', async () => {
    await go(page, scripts, '/differ');
    const open = await page.locator('.decision .button').count();
    check(open > 0, 'nothing differs');
    await picture(page, 'case-differ');
    await press(page, '.decision .button >> nth=0');
    await look(page, scripts);
    await page.check('input[name=which] >> nth=0');
    await page.fill('#f-reason', 'the later letter says so');
    await press(page, 'main form .first');
    check((await page.locator('.decision strong').count()) > 0, 'no decision is shown');
    check((await page.textContent('.decision .sign')).includes('Park S.'), 'it is not signed');
  });

  await test('a letter is composed, shown with its sources, and kept', async () => {
    await go(page, scripts, '/letters/new');
    await page.selectOption('#f-to', { index: 1 });
    await page.check('#f-language');
    await page.fill('#f-from', 'Harbour "Light" & Co');
    await page.fill('#f-head', '1 Quay Street\nBusan');
    await page.fill('#f-place', 'Seoul');
    equal((await press(page, 'main form .first')).status(), 200, 'preview');
    await look(page, scripts);
    check((await page.textContent('.letter')).includes('Harbour "Light" & Co'), 'who writes');
    check((await page.locator('.letter .fact').count()) > 0, 'no facts');
    await page.click('.letter .mk');
    check(await page.isVisible('.from li:target'), 'the source of a fact');
    await picture(page, 'case-letter');
    await press(page, '.take a.button');
    equal(await page.inputValue('#f-head'), '1 Quay Street\nBusan', 'what was typed');
    await page.goBack();
    await press(page, '.take button.first');
    check(path_of(page).startsWith('/letters/'), 'not kept');
    await look(page, scripts);
    await picture(page, 'letter-draft');
  });

  await test('its words are changed, and a second tab is told', async () => {
    const letter = path_of(page);
    await press(page, '.take a.first');
    await look(page, scripts);
    await picture(page, 'letter-edit');
    const box = (p) => p.locator('textarea >> nth=2');
    const other = await page.context().newPage();
    await other.goto(page.url());
    await box(other).fill('Somebody else wrote this.');
    await press(other, 'main form .first >> nth=0');
    await box(page).fill('I wrote this <b>myself</b>.');
    equal((await press(page, 'main form .first >> nth=0')).status(), 409, 'status');
    equal(await box(page).inputValue(), 'I wrote this <b>myself</b>.', 'what was typed');
    check((await page.textContent('main')).includes('Somebody else wrote this.'), 'what the other wrote');
    await look(page, scripts);
    await picture(page, 'letter-edit-both');
    await press(page, 'main form .first >> nth=0');
    check((await page.textContent('.letter')).includes('I wrote this <b>myself</b>.'), 'not saved');
    await press(page, '.take a[href$="/history"]');
    check((await page.textContent('.log tbody')).includes('Somebody else wrote this.'), 'not in the history');
    await other.close();
    await go(page, scripts, letter);
    await press(page, '.take a.first');
    await press(page, 'button[value^=add] >> nth=1');
    await page.fill('#new textarea', 'One more, in our own words.');
    await press(page, 'main form .first >> nth=0');
    check((await page.textContent('.letter')).includes('One more, in our own words.'), 'not added');
  });

  await test('a letter is downloaded as a file', async () => {
    await go(page, scripts, '/letters/new');
    await page.selectOption('#f-to', { index: 1 });
    await page.check('#f-language');
    await page.fill('#f-from', 'Harbour Light');
    await press(page, 'main form .first');
    for (const [at, begins] of [[1, '%PDF-'], [2, '*** DRAFT']]) {
      const [file] = await Promise.all([page.waitForEvent('download'), page.click(`.take button >> nth=${at}`)]);
      check(readFileSync(await file.path()).toString('latin1').startsWith(begins), begins);
      check(/^20\d\d-\d\d-\d\d /.test(file.suggestedFilename()), file.suggestedFilename());
    }
  });

  await test('history and journal say who did what, and all is as it was entered', async () => {
    await go(page, scripts, `${record}/history`);
    check((await page.locator('.log tbody tr').count()) > 1, 'no history');
    await go(page, scripts, '/more/journal');
    check((await page.textContent('.log tbody')).includes('Park S.'), 'nobody');
    await go(page, scripts, '/more/check');
    equal((await press(page, 'main form .first')).status(), 200, 'check');
    check((await page.textContent('main')).includes('Sound.'), 'not sound');
    await look(page, scripts);
  });

  await test('a document is added, and the same one again is known', async () => {
    for (const again of [false, true]) {
      await go(page, scripts, '/documents/add');
      await page.setInputFiles('#f-files', {
        name: 'note.txt', mimeType: 'text/plain',
        buffer: Buffer.from(`Note of a call ${scripts}\n\n4 March 2024\n\nNine people were arrested in Helin on 9 October 2023.\n`),
      });
      await page.fill('#f-from', 'a colleague');
      equal((await press(page, 'main form[enctype] .first')).status(), 200, 'status');
      const said = await page.textContent('main');
      equal(said.includes('were here already'), again, said.slice(0, 200));
      await look(page, scripts);
    }
    await go(page, scripts, '/documents/add');
    await page.fill('#f-got', 'some day');
    await unguarded(page);
    equal((await press(page, 'main form[enctype] .first')).status(), 422, 'a date that is none');
    equal(await page.inputValue('#f-got'), 'some day', 'what was typed');
  });

  await test('every other page is fit for everybody', async () => {
    for (const path of ['/documents', '/people', '/cases', '/cases/begin', '/offices', '/events', '/letters', '/law',
      '/law/cat', '/law?state=CHN', '/search?q=Helin', '/search?q=', '/more', '/more/schema', '/more/schema?type=person',
      '/due'])
      await go(page, scripts, path);
  });

  await test('who looks as somebody cleared for less sees less', async () => {
    await go(page, scripts, '/more');
    await press(page, 'button[name=sees][value=open]');
    await go(page, scripts, '/documents'); // papers that are published, and no others
    check(!(await page.textContent('main')).includes('Note of'), 'a paper that is restricted');
    check((await page.textContent('body')).includes('cleared for less'), 'nothing says so');
    await go(page, scripts, '/more');
    await press(page, 'button[name=sees][value=secret]');
    await go(page, scripts, '/documents');
    check((await page.textContent('main')).includes('Note of'), 'the same paper, for who is cleared');
  });

  await test('lock ends the session', async () => {
    await press(page, '.lock button');
    equal(path_of(page), '/sign-in', 'path');
    await page.goto(`${server.origin}/people`);
    equal(path_of(page), '/sign-in', 'path of another page');
    await only_our_server({ ...page, addresses: page.addresses, trouble: [] }, server);
  });
}

await both_ways(browser, server, way);

await test('the server ends when it is told to', async () => {
  check(server.alive(), 'it ended before');
  equal(await server.stop(), 0, 'exit status');
});

await browser.close();
made.drop();
