// SPDX-License-Identifier: GPL-3.0-or-later
// Every route of the server that people run, asked for what nobody should ask: it answers sanely,
// stays small, and never ends. SEED=n repeats a run, FUZZ_SECONDS=n makes it longer.
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { check, equal, test } from './browser.mjs';
import { case_make, case_serve } from './case.mjs';

const SECONDS = Number(process.env.FUZZ_SECONDS ?? 12);
const MEMORY_MAX = Number(process.env.FUZZ_MB ?? 256); // MB
const LANES = 8;
const SANE = new Set([200, 303, 400, 401, 403, 404, 405, 409, 411, 413, 414, 415, 421, 422, 431, 501, 503, 505]);
let seed = Number(process.env.SEED ?? (Date.now() & 0x7fffffff));
console.log(`# seed ${seed}`);

/* xorshift32, G. Marsaglia 2003 */
function draw(n) {
  seed ^= seed << 13;
  seed ^= seed >>> 17;
  seed ^= seed << 5;
  return (seed >>> 0) % n;
}
const one_of = (list) => list[draw(list.length)];

/* The map of the web side as it stands in the source. */
const routes = [...readFileSync(new URL('../../src/web/routes.c', import.meta.url), 'utf8')
  .matchAll(/\{(GET|POST),\s+"([^"]+)"/g)].map(([, method, path]) => ({ method, path }))
  .filter((r) => r.path !== '/lock');

const made = case_make();
const server = await case_serve(made);
const port = Number(new URL(server.origin).port);
let cookie = '';

/* One request as bytes; what came back as text, or '' if the server closed without a word. */
function ask(bytes, patience = 1500) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const got = [];
    socket.setTimeout(patience, () => socket.destroy()); // it may wait for the rest of what we never send
    socket.on('data', (d) => got.push(d));
    socket.on('error', () => {});
    socket.on('close', () => resolve(Buffer.concat(got).toString('latin1')));
    socket.write(bytes);
  });
}
function head(method, target, extra = []) {
  return [`${method} ${target} HTTP/1.1`, `Host: 127.0.0.1:${port}`, `Cookie: ${cookie}`, 'Sec-Fetch-Site: same-origin',
    'Connection: close', ...extra, '', ''].join('\r\n');
}
async function get(target) {
  const answer = await ask(head('GET', target), 8000);
  const set = answer.match(/\r\nSet-Cookie: (cairn-[0-9a-f]+=[0-9a-f]+)/i);
  if (set) cookie = set[1];
  return answer;
}

const strange = ['', 'x', '0', '-1', '9999999999999999999999', 'a'.repeat(64), 'a'.repeat(65), '%00', '%ff', '%', '%2e%2e',
  '..', '<script>', "'--", '%EF%BF%BF', '\u0000', 'null', '01m7zxrj44dwf1kfv52an00gk4', '0'.repeat(26), 'cat', '{}', '%0d%0aX: y',
  'a-b', 'ko', 'zh-Hans', '%ED%95%9C%EA%B8%80', '2026-03-02', '..%2f..%2fetc', '+'.repeat(200), 'public_name', 'secret'];
const names = ['q', 'lang', 'before', 'kind', 'page', 'part', 'line', 'state', 'type', 'to', 'from', 'case', 'language', 'head',
  'signed', 'place', 'origin', 'right', 'not', 'which', 'reason', 'level', 'how', 'limits', 'until', 'title', 'number', 'sees',
  'passphrase', 'next', 'then', 'kept.x', 'csrf', 'got', 'published'];
const ids = new Set(strange.slice(0, 8));
const forms = new Map(); // action -> token

/* Links and forms of a page, to be asked for later. */
function learn(answer) {
  for (const [, href] of answer.matchAll(/href="(\/[^"#]*)"/g))
    for (const part of href.split(/[/?=&]/)) if (/^[0-9a-z-]{10,26}$/.test(part)) ids.add(part);
  for (const [, action, token] of answer.matchAll(/action="(\/[^"]*)"[^>]*><input type="hidden" name="csrf" value="([0-9a-f]+)"/g))
    if (action !== '/lock') forms.set(action, token);
}
const some_id = () => one_of([...ids]);
const some_path = (path) => path.replace(/:id/g, () => (draw(5) ? some_id() : one_of(strange)));
const some_value = () => (draw(4) ? one_of(strange) : some_id());
const some_pairs = (n) => Array.from({ length: draw(n) }, () => `${one_of(names)}=${encodeURIComponent(some_value())}`).join('&');
const some_raw = () => Array.from({ length: draw(300) }, () => String.fromCharCode(draw(256))).join('');

function some_multipart(token) {
  const edge = `b${draw(1e9)}`;
  const parts = [`--${edge}\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n${token}`];
  for (let i = draw(4); i > 0; i--)
    parts.push(draw(2)
      ? `--${edge}\r\nContent-Disposition: form-data; name="files"; filename="${one_of(['a.pdf', 'b.html', 'c.txt', '../x', ''])}"\r\n\r\n${
        draw(2) ? '%PDF-1.4\n' : '<html><p>'}${some_raw()}`
      : `--${edge}\r\nContent-Disposition: form-data; name="${one_of(names)}"\r\n\r\n${some_value()}`);
  return { type: `multipart/form-data; boundary=${edge}`, body: parts.join('\r\n') + (draw(5) ? `\r\n--${edge}--\r\n` : '') };
}

function some_post() {
  const known = draw(4) && forms.size;
  const [action, token] = known ? one_of([...forms]) : [some_path(one_of(routes.filter((r) => r.method === 'POST')).path), 'ab'];
  if (action === '/documents/add' && draw(3)) {
    const { type, body } = some_multipart(token);
    const bytes = Buffer.from(body, 'latin1');
    return Buffer.concat([Buffer.from(head('POST', action, [`Content-Type: ${type}`, `Content-Length: ${bytes.length}`])), bytes]);
  }
  const body = draw(8) ? `csrf=${token}&${some_pairs(8)}` : some_raw();
  const bytes = Buffer.from(body, 'latin1');
  const length = draw(12) ? bytes.length : one_of([0, 1, bytes.length - 1, 1e9, -1]);
  return Buffer.concat([Buffer.from(head('POST', action,
    ['Content-Type: application/x-www-form-urlencoded', `Content-Length: ${length}`])), bytes]);
}

function some_get() {
  const query = some_pairs(5);
  return head('GET', some_path(one_of(routes).path) + (query ? `?${query}` : ''));
}

/* Heads that no browser sends. */
function some_head() {
  const target = some_path(one_of(routes).path);
  switch (draw(8)) {
    case 0: return head('GET', target, [`X-Long: ${'a'.repeat(40000)}`]);
    case 1: return head('GET', target, Array.from({ length: 100 }, (_, i) => `X-${i}: y`));
    case 2: return `GET ${target} HTTP/1.1\r\nHost: evil.example\r\n\r\n`;
    case 3: return `${one_of(['PUT', 'DELETE', 'TRACE', 'get', 'CONNECT', ''])} ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;
    case 4: return `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${some_raw()}\r\nConnection: close\r\n\r\n`;
    case 5: return Buffer.from(some_raw(), 'latin1');
    case 6: return `GET /${'a/'.repeat(draw(4000))} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`;
    default: return `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: ${some_raw()}\r\nTransfer-Encoding: chunked\r\n\r\n`;
  }
}

const memory = () => Number(readFileSync(`/proc/${server.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024;
const counts = {};
let most = 0;

await test('strange requests to every route are answered sanely', async () => {
  learn(await get(new URL(server.link).pathname));
  for (const r of routes) if (r.method === 'GET' && !r.path.includes(':id')) learn(await get(r.path));
  for (const id of [...ids].slice(8, 40)) learn(await get(`/documents/${id}`)), learn(await get(`/records/${id}`));
  check(forms.size > 5 && ids.size > 20, `too little to go on: ${forms.size} forms, ${ids.size} ids`);
  const end = Date.now() + SECONDS * 1000;
  let asked = 0;
  const judge = (answer, bytes, before) => {
    const status = Number(answer.match(/^HTTP\/1\.1 (\d{3}) /)?.[1] ?? 0);
    counts[status] = (counts[status] ?? 0) + 1;
    const what = `seed ${before}: ${bytes.toString('latin1').slice(0, 300)}`;
    check(server.alive(), `the server ended at ${what}`);
    check(status === 0 || SANE.has(status), `status ${status} at ${what}`);
    check(!/<script|onerror=/i.test(answer.split('\r\n\r\n').slice(1).join('')), `markup at ${what}`);
    if (draw(20) === 0) learn(answer);
    const now = answer.match(/\r\nSet-Cookie: (cairn-[0-9a-f]+=[0-9a-f]{64});/i);
    if (now) cookie = now[1];
    if (++asked % 200 === 0) {
      most = Math.max(most, memory());
      check(most < MEMORY_MAX, `${most.toFixed(0)} MB at ${what}`);
    }
  };
  const lane = async () => {
    while (Date.now() < end) {
      const before = seed;
      const bytes = one_of([some_get, some_get, some_post, some_post, some_head])();
      judge(await ask(bytes), bytes, before);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  console.log(`# ${asked} requests, ${most.toFixed(0)} MB at most, by status: ${JSON.stringify(counts)}`);
  check(asked > 500, `only ${asked} requests`);
});

await test('what was asked did no harm: the server still answers, and all is as it was entered', async () => {
  check(server.alive(), 'it ended');
  equal(await server.stop(), 0, 'exit status');
  equal(JSON.parse(made.run('verify')).sound, true, 'verify');
});
made.drop();
