// SPDX-License-Identifier: GPL-3.0-or-later
// The whole first hour of somebody who has nobody to ask: from the first start to a letter that was sent and answered, a
// copy elsewhere, and the lock. Played four times: in English and in Korean, with and without scripts, with the mouse
// and with the keyboard alone. What is told is invented (hour.mjs). PICTURES=DIR takes the pictures of the manual; HOUR=ko
// plays one language.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browser_start, check, equal, page_open, test } from './browser.mjs';
import { hand_of } from './hands.mjs';
import { TELLINGS, day } from './hour.mjs';
import { fit, path_of } from './walk.mjs';

const KEYS_MOST = 12; // beyond the text itself, from the first start to the first note
const SERVER_MS = 50; // what a page should take; a busy computer is given ten times that
const RUNS = [
  { language: 'en', scripts: false, by: 'mouse' },
  { language: 'en', scripts: true, by: 'keyboard', pictures: true },
  { language: 'ko', scripts: false, by: 'keyboard' },
  { language: 'ko', scripts: true, by: 'mouse', pictures: true },
];
const cairn = `${process.env.BUILD}/src/cairn`;
const browser = await browser_start();

/* cairn start on a computer of its own: as somebody who never had it, if the home is new. */
async function start(home = mkdtempSync(join(tmpdir(), 'cairn-hour-'))) {
  const child = spawn(cairn, ['start', '--no-browser', '--weak-laptop'],
    { env: { PATH: process.env.PATH, HOME: home, LANG: 'C' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const link = await new Promise((resolve, reject) => {
    child.stdout.once('data', (d) => resolve(d.toString().trim()));
    child.once('exit', (code) => reject(new Error(`cairn start ended with ${code}`)));
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return { home, link, origin: new URL(link).origin, stop: () => (child.kill('SIGTERM'), ended) };
}

/* One player: page, hand, what is told, and what was seen on the way. */
async function player_of(run, server) {
  const page = await page_open(browser, server, { stranger: true, scripts: run.scripts, language: run.language, width: 1040, height: 780 });
  page.setDefaultTimeout(10000);
  const p = { ...run, page, server, hand: hand_of(page, run.by), told: TELLINGS[run.language], seen: new Map() };
  /* A page that is come to: fit for everybody; which kind of page it is decides whether that was looked at already. */
  p.look = async () => {
    const kind = path_of(page).replace(/[0-9a-z]{26}/g, ':id').replace(/said\/\w+/, 'said/:id');
    if (p.seen.has(kind)) return;
    p.seen.set(kind, page.url());
    await fit(page, run.scripts);
    check(!page.trouble.length, page.trouble.join('\n'));
  };
  p.go = async (selector) => {
    const answer = await p.hand.go(selector);
    check(answer.status() < 300, `${selector}: status ${answer.status()}`);
    await p.look();
  };
  /* A form is sent from where the eye is: Enter does it in a field of one line and in a choice. */
  p.send = async (selector) => {
    if (run.by === 'mouse') return p.go(selector);
    const answer = await p.hand.go_by('Enter');
    check(answer.status() < 300, `Enter: status ${answer.status()}`);
    return p.look();
  };
  p.place = (href) => p.go(`.places a[href="${href}"]`);
  p.reads = async (...words) => {
    const main = (await page.textContent('main')).replace(/\s+/g, ' ');
    for (const w of words) check(main.includes(w), `'${w}' is not on ${path_of(page)}: ${main.slice(0, 400)}`);
  };
  /* What one sees from the top on, or from 'from' on, without what is empty below. */
  p.shot = async (name, { from, height = 780 } = {}) => {
    if (!process.env.PICTURES || !run.pictures) return;
    mkdirSync(process.env.PICTURES, { recursive: true });
    const top = from ? await page.$eval(from, (e) => e.getBoundingClientRect().top + scrollY - 16) : 0;
    const end = await page.$eval('main', (e) => e.getBoundingClientRect().bottom + scrollY);
    await page.screenshot({ path: `${process.env.PICTURES}/${name}.${run.language}.png`, fullPage: true,
      clip: { x: 0, y: top, width: page.viewportSize().width, height: Math.min(height, end - top) } });
  };
  return p;
}

/* What is found is right: one after the other. */
async function check_all(p) {
  let n = 0;
  for (; await p.page.isVisible('button[name=do][value=right]'); n++) {
    if (p.by === 'keyboard') await p.hand.go_by('Enter');
    else await p.go('button[name=do][value=right]');
    check(n < 60, 'there is no end');
  }
  await p.look();
  return n;
}

async function record_of(p, words) {
  await p.go(`main a:has-text("${words}")`);
}

/* ---- the hour */

const STEPS = {
  'a language, a passphrase, three papers': async (p) => {
    await p.page.goto(p.server.link);
    await p.look();
    await p.shot('language');
    await p.go(`main a[hreflang="${p.language}"]`);
    equal(await p.page.getAttribute('html', 'lang'), p.language, 'language');
    p.passphrase = (await p.page.textContent('.drawn')).trim();
    await p.shot('passphrase');
    await p.hand.tick('#f-noted');
    await p.go('button.first');
    await p.reads(...p.told.words.begin);
    await p.shot('begin');
  },

  'someone called: it is written down in a few keys': async (p) => {
    const { page, told, hand } = p;
    await p.go('a[href="/notes/new"]');
    await p.reads(...told.words.note);
    await hand.write('#f-words', told.call);
    await hand.write('#f-told', told.told_by);
    await hand.choose('input[name=knows][value=told]');
    await p.shot('call');
    await p.send('main form button.first');
    check(/^\/notes\/[0-9a-z]{26}$/.test(path_of(page)), path_of(page));
    p.first_note = hand.said();
    check(hand.keys <= KEYS_MOST, `${hand.keys} keys beyond the text`);
    await p.reads(told.hidden, told.adds_up);
    await p.shot('noted');
  },

  'what was found in it is read against its words': async (p) => {
    await p.go('main a.button.first');
    await p.go('main a[href^="/check"]');
    await p.reads(...p.told.words.check);
    await p.shot('check');
    check((await check_all(p)) >= 3, 'little was found');
  },

  'papers are added, and where they come from': async (p) => {
    await p.place('/documents');
    await p.go('main a[href="/documents/add"]');
    await p.page.setInputFiles('#f-files', p.told.papers.map(([name, text]) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })));
    await p.hand.write('#f-from', p.told.papers_from);
    await p.shot('papers');
    await p.go('main form[enctype] button.first');
    await p.place('/');
    await p.reads(...p.told.words.home);
    await p.go('main a[href="/check"]');
    check((await check_all(p)) >= 5, 'little was found');
  },

  'a value is typed by hand': async (p) => {
    const { page, hand, told } = p;
    await p.place('/people');
    await record_of(p, told.person);
    await p.go('main a[href$="/add"]');
    await p.go('main a[href$="property=core:custody"]');
    await hand.pick('#f-value', await page.textContent('#f-value option[value=detained]'));
    await hand.write('#f-who', told.custody_who);
    await hand.write('#f-as_of', day(-1));
    await p.send('main form button.first');
    await p.reads(told.custody_who);
    await p.shot('person');
  },

  'they cannot be asked: somebody decides how far it may go, and why': async (p) => {
    const { page, hand, told } = p;
    for (const paper of [told.note, told.paper]) {
      await p.place('/documents');
      await record_of(p, paper);
      await p.go('main .about a[href^="/records/"] >> nth=0');
      await p.go('main a[href$="/consent"]');
      if (paper === told.note) {
        await p.go('main a[href="/sheets"]');
        await p.shot('sheet');
        await page.goBack();
      }
      await hand.choose('input[name=level][value=public_code]');
      await hand.choose('input[name=how][value=cannot_be_asked]');
      await hand.write('#f-who', told.consent_who);
      await hand.write('#f-until', day(30));
      await hand.write('#f-reason', told.consent_why);
      await p.shot('consent', { from: 'main h1', height: 900 });
      await p.go('main form button.first');
    }
  },

  'they differ, and somebody decides': async (p) => {
    await p.place('/differ');
    equal(await p.page.locator('.differ h2').count(), 1, 'differences: the two counts, and nothing that was decided');
    await p.shot('differ');
    await p.go('.decision a.button');
    await p.hand.choose('input[name=which] >> nth=0');
    await p.hand.write('#f-reason', p.told.differ_why);
    await p.go('main form button.first');
    check((await p.page.locator('.decision strong').count()) > 0, 'no decision is shown');
  },

  'the law that binds the state': async (p) => {
    await p.place('/law');
    await p.hand.pick('#f-state', p.told.state);
    await p.go('main form.row button');
    check((await p.page.locator('main tbody tr').count()) > 5, 'no treaties');
    await p.shot('law');
  },

  'the case on one page': async (p) => {
    const { page, hand, told } = p;
    await p.place('/cases');
    await p.go('main a[href="/cases/begin"]');
    await hand.write('#f-title', told.title);
    await p.send('main form button.first');
    p.of_case = path_of(page);
    await p.go('main a[href$="/gather"]');
    for (const what of [told.event, told.figure, told.person]) {
      const box = await page.locator(`.tick:has(label:has-text("${what}")) input`).first().getAttribute('id');
      await hand.tick(`#${box}`);
    }
    await p.go('form[method=post] button.first');
    equal(path_of(page), p.of_case, 'back at the case');
    await p.reads(...told.words.case);
    await p.shot('case');
  },

  'a letter to an office': async (p) => {
    const { page, hand, told } = p;
    await p.go('main a[href^="/letters/new"]');
    await hand.pick('#f-to', told.office);
    await hand.choose(`input[name=language][value=${p.language}]`);
    await hand.write('#f-from', told.from);
    await hand.write('#f-head', told.head);
    await hand.write('#f-signed', told.signed);
    await hand.write('#f-place', told.place);
    await hand.pick('#f-state', told.state);
    await p.go('main form button.first');
    check((await page.locator('.letter .fact').count()) > 0, `no facts: ${await page.textContent('.from')}`);
    const preview = page.url();
    await p.go('.from a.button[href*="origin_state"]');
    await hand.write('#f-value', 'PRK');
    await hand.write('#f-who', told.custody_who);
    await p.send('main form button.first');
    await page.goto(preview);
    check(!(await page.isVisible('.from a.button[href*="origin_state"]')), 'the state of origin is still not known');
    await p.shot('letter-made');
    await p.go('.take button.first');
    p.letter = path_of(page);
    p.first_draft = hand.said();
  },

  'its words are changed, sentence by sentence': async (p) => {
    await p.go('.take a[href$="/edit"]');
    await p.hand.write('main textarea >> nth=2', p.told.own);
    await p.shot('edit');
    await p.go('main form button.first');
    await p.reads(p.told.own);
    await p.shot('letter', { height: 1180 });
  },

  'before it goes: each fact read, each difference decided, the address confirmed': async (p) => {
    const { page, hand, told } = p;
    await p.go('.take a[href$="/ready"]');
    await p.reads(...told.words.ready);
    await p.shot('ready');
    for (let more = 30; more && (await page.locator('form[action$="/read"] button').count()); more--)
      await p.go('form[action$="/read"] button');
    for (let more = 5; more && (await page.locator('main a.button[href^="/differ"]').count()); more--) {
      await p.go('main a.button[href^="/differ"]');
      await hand.choose('input[name=which] >> nth=-1');
      await hand.write('#f-reason', told.differ_why);
      await p.go('main form button.first');
    }
    await p.go('main a[href$="/address"]');
    await p.reads(told.street);
    await hand.choose('input[name=how][value=telephoned]');
    await hand.write('#f-more', told.confirmed);
    await p.shot('address', { from: 'main h1' });
    await p.go('main form button.first');
    await hand.write('#f-alone', told.alone);
    await p.shot('final', { from: '#final' });
    await p.go('#final button.first');
    equal(path_of(page), p.letter, 'final');
    check((await page.textContent('.about')).includes(day(0).slice(0, 4)), 'no number');
  },

  'the pages are taken out': async (p) => {
    const began = Date.now();
    const [file] = await Promise.all([p.page.waitForEvent('download'), p.hand.press('.take form[action$="/pdf"] button')]);
    check(readFileSync(await file.path()).toString('latin1').startsWith('%PDF-'), 'no PDF');
    p.pdf_ms = Date.now() - began;
  },

  'it was sent, is due, and a reply came': async (p) => {
    const { page, hand, told } = p;
    await p.go('.take a[href$="/sent"]');
    await hand.choose('input[name=by][value=express]');
    await hand.write('#f-number', 'EB123456789KR');
    await hand.write('#f-reply_by', day(21));
    await page.setInputFiles('#f-proof', { name: 'slip.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0]) });
    await p.shot('sent', { from: 'main h1' });
    await p.go('main form button.first');
    await p.reads('EB123456789KR');
    await p.go('.top a.due');
    await p.shot('due');
    await p.place('/letters');
    await p.shot('letters');
    await p.go(`main a[href="${p.letter}"]`);
    await p.go('.take a[href$="/reply"]');
    await hand.write('#f-says', told.reply);
    await p.go('main form button.first');
    await p.reads(told.reply);
  },

  'a copy is made and opened again': async (p) => {
    const stick = join(p.server.home, 'stick');
    mkdirSync(stick);
    await p.place('/');
    check(await p.page.isVisible('.st.is-late'), 'nothing says that there is no copy');
    await p.shot('home');
    await p.go('main a[href="/copy"]');
    await p.hand.write('#f-to', stick);
    await p.go('main form:has(#f-to) button');
    p.copy = join(stick, readdirSync(stick)[0]);
    check(existsSync(join(p.copy, 'CONTENTS')), 'there is no copy');
    await p.shot('copied');
  },

  'every page answers at once': async (p) => {
    const cookie = (await p.page.context().cookies()).map((c) => `${c.name}=${c.value}`).join('; ');
    const times = [];
    for (const [kind, address] of p.seen) {
      if (/^\/(begin|start|sign-in)/.test(kind)) continue;
      const each = [];
      for (let i = 0; i < 3; i++) {
        const began = performance.now();
        const answer = await fetch(address, { headers: { cookie }, redirect: 'manual' });
        each.push(performance.now() - began);
        await answer.arrayBuffer();
      }
      times.push([each.sort((x, y) => x - y)[1], kind]);
    }
    times.sort((x, y) => y[0] - x[0]);
    const said = ([ms, kind]) => `${ms.toFixed(0)} ms ${kind}`;
    console.log(`# ${times.length} kinds of pages; slowest to the first byte: ${times.slice(0, 5).map(said).join(', ')}; over ${SERVER_MS} ms: ${times.filter(([ms]) => ms > SERVER_MS).length}`);
    check(times[0][0] < SERVER_MS * 10, `slow: ${said(times[0])}`);
  },

  'locked: nothing is there without the passphrase': async (p) => {
    equal((await p.page.textContent('.lock button')).trim(), p.told.words.lock, 'the word');
    await p.hand.go('.lock button'); // the keys are put away; for a moment nothing is answered
    await p.page.waitForSelector('input[type=password]');
    p.page.trouble.length = 0;
    equal(path_of(p.page), '/sign-in', 'path');
    await p.look();
    check(!(await p.page.content()).includes(p.told.title), 'the door names the case');
    await p.shot('locked');
  },

  'the laptop is lost: the copy opens on another one': async (p) => {
    const home = mkdtempSync(join(tmpdir(), 'cairn-hour-'));
    const pages = join(home, '.local/share/cairn');
    mkdirSync(pages, { recursive: true });
    execFileSync(cairn, ['restore', p.copy, join(pages, 'Cairn')], { env: { PATH: process.env.PATH, HOME: home }, stdio: 'ignore' });
    const other = await start(home);
    await p.page.goto(other.link);
    await p.hand.write('input[type=password]', p.passphrase);
    await p.go('main form button.first');
    await p.place('/cases');
    await p.reads(p.told.title);
    await other.stop();
    rmSync(home, { recursive: true, force: true });
  },
};

for (const run of RUNS.filter((r) => !process.env.HOUR || process.env.HOUR === r.language)) {
  const began = Date.now();
  const server = await start();
  const p = await player_of(run, server);
  console.log(`# ${run.language}, ${run.by}, scripts ${run.scripts ? 'on' : 'off'}`);
  for (const [name, step] of Object.entries(STEPS)) {
    let broken = true;
    const clock = Date.now();
    await test(name, async () => {
      await step(p);
      broken = false;
    });
    if (process.env.TIMES) console.log(`# ${((Date.now() - clock) / 1000).toFixed(1)} s`);
    if (broken) {
      console.log(`# at ${p.page.url()}`);
      break;
    }
  }
  console.log(`# to the first note: ${p.first_note}; to a draft letter: ${p.first_draft}; the hour: ${p.hand.said()}; PDF in ${p.pdf_ms} ms; ${((Date.now() - began) / 1000).toFixed(0)} s`);
  await p.page.done();
  await server.stop();
  rmSync(server.home, { recursive: true, force: true });
}
await browser.close();
