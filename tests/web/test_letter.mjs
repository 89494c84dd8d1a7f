// SPDX-License-Identifier: GPL-3.0-or-later
// A letter from its draft to the answer, in a browser: changed by sentence in two tabs at once, looked at before it is
// sent, made final, sent, answered, come back; with scripts on and off, in English and in Korean.
import { closeSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { browser_start, check, equal, focus_is_seen, no_sideways_scroll, page_open, picture, test } from './browser.mjs';
import { case_make, case_serve } from './case.mjs';
import { look, path_of, press, sign_in, unguarded, walk_of } from './walk.mjs';

const COLLEAGUE = 'words of a colleague, six of them';
const made = case_make();
const said = (...args) => JSON.parse(made.run(...args));
const day_after = (n) => new Date(Date.now() + n * 86400000).toISOString().slice(0, 10);

/* Two events that papers tell of, one of which papers tell differently, and the office that can act. */
function records_of(type) {
  return said('list', type).records;
}
const event_of = (words) => records_of('events').find((e) => e.title.startsWith(words)).id;
/* One that two papers count differently, alike in all else. */
const [one, other] = records_of('documents').map((d) => d.id);
function event_counted_twice() {
  const event = said('set', '--source', one, '--new', 'event', 'event_kind', 'event:arrest').record;
  made.run('set', '--source', one, event, 'place', 'Helin');
  made.run('set', '--source', one, event, 'date', '2023-10-09');
  for (const [source, n] of [[one, '9'], [other, '11']])
    made.run('set', '--source', source, event, 'figure', n, '--measure', 'arrested', '--as-of', '2023-10-09', '--holder', 'River Monitor');
  return event;
}
const NOT_READ = { false: 'Return to the state of origin, at least 40', true: 'Arrest, 9 (Arrested over a period), October 2023, Helin' };
const office = records_of('offices').find((o) => o.title === 'Governor').id;
function case_of(title, events = []) {
  const action = said('set', '--new', 'action', 'title', title).record;
  for (const e of events) made.run('set', action, 'about_event', e);
  return action;
}

const server = await case_serve(made);
const browser = await browser_start();
const go = walk_of(server);

/* A kept draft about a case; leaves the page there. */
async function draft_of(page, action, language) {
  await page.goto(`${server.origin}/letters/new?case=${action}`);
  await page.selectOption('#f-to', office);
  await page.check(`input[name=language][value=${language}]`);
  await page.fill('#f-from', language === 'ko' ? '등대지기 모임' : 'Harbour Light & Co');
  await page.fill('#f-head', '1 Quay Street\nBusan');
  await page.fill('#f-signed', 'A. Demo\nCoordinator');
  await page.fill('#f-place', language === 'ko' ? '서울' : 'Seoul');
  await page.selectOption('#f-state', 'CHN');
  equal((await press(page, 'main form .first')).status(), 200, 'preview');
  await press(page, '.take button.first');
  return path_of(page);
}

/* In English and without own facts: read one by one, decided, with reasons. Leaves the page at the final letter. */
async function final_of(page, letter) {
  await page.goto(`${server.origin}${letter}/ready`);
  for (let more = 20; more && (await page.locator('form[action$="/read"] button').count()); more--)
    await press(page, 'form[action$="/read"] button >> nth=0');
  if (await page.locator('#f-address').count()) await page.fill('#f-address', 'Nobody answers there.');
  await page.fill('#f-alone', 'Nobody else is awake.');
  await press(page, '#final button.first');
  equal(path_of(page), letter, 'final');
}

async function reads(page, words) {
  const main = await page.textContent('main');
  check(main.includes(words), `'${words}' is not there: ${main.replace(/\s+/g, ' ').slice(0, 300)}`);
}

/* ---- in English: each way that a page can be used, and misused */

async function way(page, scripts) {
  const shot = (name) => picture(page, `letter-${name}-${scripts ? 'script' : 'plain'}`);
  const action = case_of(`Helin, nine people, ${scripts}`, [event_counted_twice(), event_of(NOT_READ[scripts])]);
  let letter;

  await test('a letter about a case is composed and kept as a draft', async () => {
    letter = await draft_of(page, action, 'en');
    check(letter.startsWith('/letters/'), letter);
    await look(page, scripts);
    await shot('draft');
    check((await page.locator('.letter .fact').count()) >= 2, 'no facts');
    await go(page, scripts, '/letters');
    await reads(page, 'Governor');
    await shot('board');
  });

  await test('what a person writes is marked as own words, and what stood there stays in the history', async () => {
    await go(page, scripts, `${letter}/edit`);
    await shot('edit');
    const box = page.locator('main textarea >> nth=2');
    const before = await box.inputValue();
    await box.fill('We write to you about <nine> people & their families.');
    await press(page, 'main form .first >> nth=0');
    equal(path_of(page), letter, 'after saving');
    check((await page.textContent('.letter p:has(.sure)')).includes('<nine> people & their families'), 'not marked as own words');
    await shot('own-words');
    await go(page, scripts, `${letter}/history`);
    check((await page.textContent('.log')).includes(before.trim().slice(0, 40)), 'what stood there before');
    await shot('history');
  });

  await test('two tabs change one letter: the second is told, and nothing is lost', async () => {
    await go(page, scripts, `${letter}/edit`);
    const other = await page.context().newPage();
    await other.goto(page.url());
    const at = (p, n) => p.locator('main textarea').nth(n);
    const n = await page.locator('main textarea').count();
    await at(other, 3).fill('Theirs, of the fourth.');
    await press(other, `button[value^="out."] >> nth=${n - 4}`); // the last but one cannot be seen any more
    await at(page, 3).fill('Mine, of the fourth.');
    await at(page, n - 2).fill('Mine, of the one they took out.');
    await at(page, 2).fill('Mine, of the third, which they left alone.');
    await page.locator('button[value^="add."]').nth(2).click({ trial: true });
    equal((await press(page, 'main form .first >> nth=0')).status(), 409, 'status');
    await look(page, scripts);
    await shot('edit-both');
    const errors = await page.locator('.errors li').count();
    equal(errors, 2, 'sentences to look at again');
    equal(await page.locator('.field.bad').count(), 2, 'marked boxes');
    await reads(page, 'Theirs, of the fourth.');
    const boxes = await page.locator('main textarea').evaluateAll((l) => l.map((e) => e.value));
    for (const words of ['Mine, of the fourth.', 'Mine, of the one they took out.', 'Mine, of the third, which they left alone.'])
      check(boxes.includes(words), `lost: ${words}`);
    await page.click('.errors li >> nth=0 >> a');
    check(await page.isVisible(':target textarea'), 'the summary does not lead to the box');
    await press(page, 'main form .first >> nth=0');
    const paper = await page.textContent('.letter');
    for (const words of ['Mine, of the fourth.', 'Mine, of the one they took out.', 'Mine, of the third'])
      check(paper.includes(words), `not in the letter: ${words}`);
    await go(page, scripts, `${letter}/history`);
    check((await page.textContent('.log')).includes('Theirs, of the fourth.'), 'theirs is not in the history');
    await other.close();
  });

  await test('an empty sentence comes back with a word; a button elsewhere saves all boxes', async () => {
    await go(page, scripts, `${letter}/edit`);
    await page.locator('main textarea >> nth=2').fill('  ');
    equal((await press(page, 'main form .first >> nth=0')).status(), 409, 'status');
    await reads(page, 'A sentence needs words.');
    await go(page, scripts, `${letter}/edit`);
    await page.locator('main textarea >> nth=2').fill('Saved by a button of another sentence.');
    await press(page, 'button[value^="down."] >> nth=1');
    check(/#p-/.test(page.url()), 'not at the sentence that was moved');
    const boxes = await page.locator('main textarea').evaluateAll((l) => l.map((e) => e.value));
    check(boxes.includes('Saved by a button of another sentence.'), 'lost');
    await press(page, 'button[value^="add."] >> nth=2');
    await page.fill('#new textarea', 'One more, in our own words.');
    await press(page, 'main form .first >> nth=0');
    check((await page.textContent('.letter')).includes('One more, in our own words.'), 'not added');
  });

  await test('the letter can be read on paper, and as files that the journal notes', async () => {
    await page.emulateMedia({ media: 'print' });
    await shot('print');
    const paper = { buttons: await page.isVisible('.take'), draft: (await page.textContent('.letter')).includes('DRAFT, not to be sent') };
    await page.emulateMedia({ media: 'screen' });
    check(!paper.buttons, 'buttons on paper');
    check(paper.draft, 'paper that does not say DRAFT');
    for (const [at, begins] of [[0, '%PDF-'], [1, '*** DRAFT']]) {
      const [file] = await Promise.all([page.waitForEvent('download'), page.click(`.take form button >> nth=${at}`)]);
      const bytes = readFileSync(await file.path());
      check(bytes.toString('latin1').startsWith(begins), begins);
      if (process.env.PICTURES && !scripts) writeFileSync(`${process.env.PICTURES}/letter-draft-${file.suggestedFilename().slice(-3)}`, bytes);
    }
    await go(page, scripts, '/more/journal');
    check((await page.textContent('.log tbody tr >> nth=0')).includes('Park S.'), 'not noted');
  });

  await test('before you send: facts that nobody read stop it, each with its passage', async () => {
    const fresh = await draft_of(page, action, 'en');
    letter = fresh;
    await go(page, scripts, `${letter}/ready`);
    await shot('ready');
    await reads(page, 'Nobody has read this against its passage.');
    check((await page.locator('main blockquote').count()) > 0, 'no passage to read');
    check((await page.locator('#final').count()) === 0, 'it can be made final');
    const before = await page.locator('form[action$="/read"] button').count();
    check(before > 2, `only ${before} facts to read`);
    await press(page, 'form[action$="/read"] button >> nth=0');
    equal(await page.locator('form[action$="/read"] button').count(), before - 1, 'left to read');
    for (let left = before - 1; left; left--) await press(page, 'form[action$="/read"] button >> nth=0');
    check(!(await page.textContent('main')).includes('Nobody has read this'), 'still unread');
  });

  await test('... and so does a difference that nobody has decided', async () => {
    await reads(page, 'Sources differ on this and nobody has decided.');
    check((await page.locator('#final').count()) === 0, 'it can be made final');
    await shot('ready-differ');
    await press(page, 'a.button:has-text("Decide") >> nth=0');
    check(/^\/differ\/.+/.test(path_of(page)), `not at this difference: ${path_of(page)}`);
    await look(page, scripts);
    await page.check('input[name=which] >> nth=0');
    await page.fill('#f-reason', 'two papers of two days');
    await press(page, 'main form .first');
    equal(path_of(page), `${letter}/ready`, 'after deciding');
    for (let more = 5; more && (await page.locator('a.button:has-text("Decide")').count()); more--) {
      await press(page, 'a.button:has-text("Decide") >> nth=0');
      await page.check('input[name=which] >> nth=-1');
      await page.fill('#f-reason', 'both papers say so');
      await press(page, 'main form .first');
    }
    check(!(await page.textContent('main')).includes('Sources differ on this'), 'still open');
  });

  await test('an address that nobody confirmed, a second look, an action that was stopped: each needs a reason', async () => {
    made.run('set', action, 'action_state', 'action_state:stopped');
    await go(page, scripts, `${letter}/ready`);
    await shot('ready-reasons');
    for (const words of ['Nobody has confirmed the address.', 'The action it belongs to was stopped']) await reads(page, words);
    await unguarded(page);
    await page.fill('#f-late', 'They <asked> us to write & we do.');
    equal((await press(page, '#final button.first')).status(), 422, 'status');
    equal(await page.inputValue('#f-late'), 'They <asked> us to write & we do.', 'what was typed');
    check((await page.locator('.errors li').count()) >= 1, 'no summary');
    await look(page, scripts);
    await shot('ready-wrong');
  });

  if (scripts) await test('an address is confirmed: by whom, how, when; a day that cannot be comes back', async () => {
    await press(page, 'a.button:has-text("I confirmed it")');
    await look(page, scripts);
    await shot('address');
    await reads(page, '27 Renmin North Lane');
    await unguarded(page);
    await page.fill('#f-on', '2026-02-30');
    await page.fill('#f-by', 'Choe');
    equal((await press(page, 'main form .first')).status(), 422, 'status');
    equal(await page.inputValue('#f-on'), '2026-02-30', 'what was typed');
    equal(await page.inputValue('#f-by'), 'Choe', 'who confirmed it');
    equal(await page.locator('.errors li').count(), 2, 'mistakes');
    await look(page, scripts);
    await page.check('input[name=how][value=telephoned]');
    await page.fill('#f-on', day_after(2));
    equal((await press(page, 'main form .first')).status(), 422, 'a day that has not come');
    await page.fill('#f-on', '');
    await page.fill('#f-more', '+86 431 0000');
    await press(page, 'main form .first');
    equal(path_of(page), `${letter}/ready`, 'after confirming');
    check(!(await page.textContent('main')).includes('Nobody has confirmed the address'), 'still not confirmed');
    await go(page, scripts, letter);
    await reads(page, 'address confirmed');
  });

  await test('final: the exact pages under a number, nothing of it can change', async () => {
    await go(page, scripts, `${letter}/edit`);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await go(page, scripts, `${letter}/ready`);
    if (!scripts) await page.fill('#f-address', 'Not confirmed: nobody answers there.');
    await page.fill('#f-late', 'They asked us to write.');
    await page.fill('#f-alone', 'Nobody else is awake.');
    await press(page, '#final button.first');
    equal(path_of(page), letter, 'at the letter');
    await look(page, scripts);
    await shot('final');
    const year = new Date().getUTCFullYear();
    check(new RegExp(`${year}-\\d\\d`).test(await page.textContent('.about')), 'no number');
    check(!(await page.textContent('.letter')).includes('DRAFT'), 'DRAFT on a final letter');
    await reads(page, 'Nobody else has looked at it yet.');
    await other.locator('main textarea >> nth=2').fill('Too late.');
    equal((await press(other, 'main form .first >> nth=0')).status(), 409, 'a tab that is too late');
    check((await other.locator('main textarea').evaluateAll((l) => l.map((e) => e.value))).includes('Too late.'), 'its words are lost');
    await picture(other, `letter-too-late-${scripts}`);
    await other.close();
    await go(page, scripts, `${letter}`);
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('.take form button >> nth=0')]);
    check(readFileSync(await file.path()).toString('latin1').startsWith('%PDF-'), 'no PDF');
    if (process.env.PICTURES) await file.saveAs(`${process.env.PICTURES}/letter-final-${scripts}.pdf`);
    await go(page, scripts, '/');
    await reads(page, 'Second look');
  });

  await test('I sent it: days that cannot be, a text as receipt and one of more than 40 MB come back in plain words', async () => {
    await go(page, scripts, letter);
    await press(page, '.take a.first');
    equal(path_of(page), `${letter}/sent`, 'the form');
    await look(page, scripts);
    await shot('sent');
    await page.check('input[name=by][value=express]');
    await page.fill('#f-number', 'EB123456789KR');
    await page.fill('#f-on', '2026-02-30');
    await page.setInputFiles('#f-proof', { name: 'slip.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') });
    equal((await press(page, 'main form .first')).status(), 422, 'status');
    equal(await page.locator('.errors li').count(), 2, 'mistakes');
    equal(await page.inputValue('#f-on'), '2026-02-30', 'the day');
    equal(await page.inputValue('#f-number'), 'EB123456789KR', 'the number');
    check(await page.isChecked('input[name=by][value=express]'), 'how it went');
    await reads(page, 'neither a picture');
    await look(page, scripts);
    await shot('sent-wrong');
    for (const mb of [41, 120]) {
      const big = join(made.dir, `big-${mb}.jpg`);
      const file = openSync(big, 'w');
      writeSync(file, Buffer.from([0xff, 0xd8, 0xff, 0xe0]));
      closeSync(file);
      truncateSync(big, mb * 1048576);
      await page.fill('#f-on', '');
      await page.setInputFiles('#f-proof', big);
      const answer = await press(page, 'main form .first');
      equal(answer.status(), 422, `status with ${mb} MB`);
      await reads(page, '40 MB');
      await look(page, scripts);
      await shot(`sent-${mb}`);
      equal(await page.inputValue('#f-number'), 'EB123456789KR', 'the number');
    }
    await go(page, scripts, `${letter}/sent`);
    await page.check('input[name=by][value=express]');
    await page.fill('#f-on', day_after(-1));
    await page.fill('#f-reply_by', day_after(-2));
    equal((await press(page, 'main form .first')).status(), 422, 'a reply before the letter');
    equal(await page.inputValue('#f-reply_by'), day_after(-2), 'what was typed');
  });

  await test('it went out with number, receipt and the day of the reply; Due and Home wait for it', async () => {
    await go(page, scripts, `${letter}/sent`);
    await page.check('input[name=by][value=express]');
    await page.fill('#f-number', 'EB123456789KR');
    await page.fill('#f-on', day_after(-30));
    await page.fill('#f-reply_by', day_after(-9));
    await page.setInputFiles('#f-proof', { name: 'slip.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1]) });
    await press(page, 'main form .first');
    equal(path_of(page), letter, 'at the letter');
    await look(page, scripts);
    await shot('after-sent');
    for (const words of ['Express or courier', 'EB123456789KR']) await reads(page, words);
    for (const path of ['/due', '/']) {
      await go(page, scripts, path);
      check(await page.isVisible('.st.is-late'), `${path} does not say that it is overdue`);
      await reads(page, 'Reply to');
      await shot(path === '/' ? 'home' : 'due');
    }
    await go(page, scripts, '/letters');
    check(await page.isVisible('.st.is-late'), 'the board does not say that it is overdue');
    await shot('board-sent');
  });

  await test('a reply that says nothing comes back; one with words ends the waiting', async () => {
    await go(page, scripts, `${letter}/reply`);
    await shot('reply');
    equal((await press(page, 'main form .first')).status(), 422, 'status');
    await page.fill('#f-says', 'They say that <nobody> is held & that we should ask elsewhere.');
    await page.fill('#f-on', day_after(2));
    equal((await press(page, 'main form .first')).status(), 422, 'a day that has not come');
    check((await page.inputValue('#f-says')).includes('<nobody>'), 'what was typed');
    await look(page, scripts);
    await page.fill('#f-on', '');
    await page.setInputFiles('#f-paper', { name: 'answer.txt', mimeType: 'text/plain',
      buffer: Buffer.from(`Answer ${scripts}\n\nWe have received your letter about nine people.\n`) });
    await press(page, 'main form .first');
    equal(path_of(page), letter, 'at the letter');
    await look(page, scripts);
    await shot('replied');
    await reads(page, 'They say that <nobody> is held');
    await go(page, scripts, '/due');
    check(!(await page.isVisible('.st.is-late')), 'still awaited');
  });

  await test('one that came back says why, and is not awaited', async () => {
    const second = await draft_of(page, case_of(`Returned, ${scripts}`, [event_of(NOT_READ.false)]), 'en');
    await final_of(page, second);
    await go(page, scripts, `${second}/returned`);
    await shot('returned');
    await page.fill('#f-reason', 'moved');
    equal((await press(page, 'main form .first')).status(), 422, 'it was not sent');
    equal(await page.inputValue('#f-reason'), 'moved', 'what was typed');
    await look(page, scripts);
    await go(page, scripts, `${second}/sent`);
    await page.check('input[name=by][value=post]');
    await page.fill('#f-reply_by', day_after(20));
    await press(page, 'main form .first');
    await go(page, scripts, `${second}/returned`);
    await page.fill('#f-reason', 'unknown at this address');
    await press(page, 'main form .first');
    await look(page, scripts);
    await shot('came-back');
    await reads(page, 'Came back');
    await go(page, scripts, '/due');
    check(!(await page.textContent('main')).includes(day_after(20)), 'still awaited');
  });
}

/* ---- in Korean: from the draft to the answer, once, by keyboard where a form is sent */

async function way_in_korean(page) {
  const shot = (name) => picture(page, `letter-ko-${name}`);
  const action = case_of('헬린의 아홉 사람', Object.values(NOT_READ).map(event_of));
  await page.goto(`${server.origin}/?lang=ko`);
  let letter;

  await test('한국어: 초안을 쓰고 문장을 고칩니다', async () => {
    letter = await draft_of(page, action, 'ko');
    await look(page, true);
    await shot('draft');
    check((await page.textContent('.letter')).includes('등대지기 모임'), 'who writes');
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('.take form button >> nth=0')]);
    if (process.env.PICTURES) await file.saveAs(`${process.env.PICTURES}/letter-ko-draft.pdf`);
    await go(page, true, `${letter}/edit`);
    await shot('edit');
    await page.locator('main textarea >> nth=2').fill('저희는 아홉 분의 안전을 깊이 걱정합니다.');
    await press(page, 'main form .first >> nth=0');
    check((await page.textContent('.letter p:has(.sure)')).includes('아홉 분의 안전'), 'own words');
  });

  await test('한국어: 보내기 전에 하나씩 확인하고 확정합니다', async () => {
    await go(page, true, `${letter}/ready`);
    await shot('ready');
    check(/[가-힣]/.test(await page.textContent('main h2')), 'not in Korean');
    await final_of(page, letter);
    await look(page, true);
    await shot('final');
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('.take form button >> nth=0')]);
    if (process.env.PICTURES) await file.saveAs(`${process.env.PICTURES}/letter-ko-final.pdf`);
  });

  await test('한국어: 보냈고, 답장이 왔습니다; 자판으로만', async () => {
    await go(page, true, `${letter}/sent`);
    await shot('sent');
    await page.focus('input[name=by]');
    await page.keyboard.press('Space');
    await page.focus('#f-reply_by');
    await page.keyboard.type(day_after(10));
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    equal(path_of(page), letter, 'at the letter');
    await go(page, true, '/due');
    await shot('due');
    await go(page, true, `${letter}/reply`);
    await shot('reply');
    await page.focus('#f-says');
    await page.keyboard.type('받았다는 답장입니다.');
    await page.focus('main form .first');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    await look(page, true);
    await shot('replied');
  });

  await test('every page of a letter says all in Korean', async () => {
    for (const path of [letter, `${letter}/history`, '/letters', '/letters/new', '/due', '/']) {
      await go(page, true, path);
      equal(await page.getAttribute('html', 'lang'), 'ko', path);
    }
    await page.goto(`${server.origin}/?lang=en`);
  });
  return letter;
}

/* ---- a colleague, the zoom, the keyboard, forced colours */

async function second_look(page) {
  await test('who made it final cannot take the second look; a colleague can, and Home forgets it', async () => {
    made.run('member', 'add', 'Choe Y.', '--new-file', (() => {
      const file = join(made.dir, 'hers');
      writeFileSync(file, `${COLLEAGUE}\n`);
      return file;
    })(), '--weak-laptop');
    const letter = await draft_of(page, case_of('A second look', [event_of(NOT_READ.false)]), 'en');
    await page.goto(`${server.origin}${letter}/ready`);
    equal(await page.locator('#f-alone').count(), 0, 'alone, with a colleague');
    if (await page.locator('#f-address').count()) await page.fill('#f-address', 'no telephone');
    await press(page, '#final button.first');
    equal(path_of(page), letter, 'final');
    equal(await page.locator('form[action$="/approve"]').count(), 0, 'a second look at one\'s own');
    const hers = await page_open(browser, server, { stranger: true });
    await sign_in(hers, server, '/', COLLEAGUE);
    await go(hers, false, '/');
    await reads(hers, 'Second look');
    await go(hers, false, letter);
    await picture(hers, 'letter-second-look');
    await press(hers, 'form[action$="/approve"] button');
    check(!(await hers.textContent('main')).includes('Nobody else has looked at it yet'), 'still asked for');
    await hers.done();
  });
}

async function hard(page, letter) {
  const state = await page.context().storageState();
  const draft = await draft_of(page, case_of('To be looked at', [event_counted_twice(), event_of(NOT_READ.true)]), 'en');
  const paths = [draft, `${draft}/edit`, `${draft}/ready`, `${draft}/history`, letter, `${letter}/sent`, `${letter}/reply`,
    `${letter}/returned`, '/letters', '/letters/new', '/due', '/'];
  const open = async (options, path) => {
    const context = await browser.newContext({ storageState: state, viewport: { width: options.width, height: 900 },
      deviceScaleFactor: options.zoom ?? 1, forcedColors: options.forced ? 'active' : 'none', colorScheme: options.scheme ?? 'light' });
    const p = await context.newPage();
    equal((await p.goto(server.origin + path)).status(), 200, path);
    await no_sideways_scroll(p);
    return { p, done: () => context.close() };
  };
  for (const path of paths) {
    const name = path.replace(draft, 'draft').replace(letter, 'final').replace(/^\W+/, '').replace(/\W+/g, '-') || 'home';
    await test(`${name}: at 200 % zoom, in dark and in forced colours`, async () => {
      for (const [of, options] of Object.entries({ zoom: { width: 640, zoom: 2 }, dark: { width: 1280, scheme: 'dark' },
        forced: { width: 1280, forced: true } })) {
        const { p, done } = await open(options, path);
        await picture(p, `letter-${of}-${name}`);
        await done();
      }
    });
    await test(`${name}: by keyboard`, async () => {
      const { p, done } = await open({ width: 1280 }, path);
      check((await focus_is_seen(p, 400)) > 5, 'few stops');
      await done();
    });
  }
}

for (const scripts of [false, true]) {
  console.log(`# scripts ${scripts ? 'on' : 'off'}`);
  const page = await page_open(browser, server, { stranger: true, scripts });
  page.setDefaultTimeout(8000);
  await sign_in(page, server);
  await way(page, scripts);
  if (scripts) {
    const letter = await way_in_korean(page);
    await hard(page, letter);
    await second_look(page);
  }
  await page.done();
}

await browser.close();
await server.stop();
made.drop();
