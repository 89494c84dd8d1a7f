// SPDX-License-Identifier: GPL-3.0-or-later
// case.mjs - a demonstration case file made by the program that people run, served by it.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const PASSPHRASE = 'correct horse battery staple';
const cairn = `${process.env.BUILD}/src/cairn`;
const samples = new URL('../../samples/', import.meta.url).pathname;

export const sample = (name) => join(samples, name);
function sample_files() {
  return readdirSync(samples).filter((f) => /^\d.*\.(txt|html|pdf)$/.test(f)).sort().map((f) => join(samples, f));
}

/* All papers but the last are taken over at once; what the last one says waits to be checked. */
export function case_make() {
  const dir = mkdtempSync(join(tmpdir(), 'cairn-web-'));
  const env = { ...process.env, CAIRN_STATE: join(dir, 'state'), LANG: 'C', CAIRN_LANG: 'en' };
  const pass = join(dir, 'pass');
  writeFileSync(pass, `${PASSPHRASE}\n`);
  const run = (...args) =>
    execFileSync(cairn, ['-C', join(dir, 'case'), '--passphrase-file', pass, '--json', ...args],
      { env, stdio: ['ignore', 'pipe', 'ignore'] }).toString();
  run('init', join(dir, 'case'), '--demonstration', '--weak-laptop', '--name', 'Park S.');
  const files = sample_files();
  run('add', '--published', '--from', 'the senders', '--got', '2026-03-02', ...files.slice(0, -1));
  run('accept', '--all', '--policy', 'demonstration: all at once');
  run('add', '--published', '--from', 'the senders', ...files.slice(-1));
  return { dir, env, pass, run, drop: () => rmSync(dir, { recursive: true, force: true }) };
}

/* cairn serve, until stop(). 'link' signs in once. */
export async function case_serve(made) {
  const child = spawn(cairn, ['-C', join(made.dir, 'case'), '--passphrase-file', made.pass, 'serve', '--print-link'],
    { env: made.env, stdio: ['ignore', 'pipe', 'inherit'] });
  const link = await new Promise((resolve, reject) => {
    child.stdout.once('data', (d) => resolve(d.toString().trim()));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`cairn serve ended with ${code}`)));
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return { link, origin: new URL(link).origin, pid: child.pid, ended, alive: () => child.exitCode === null && child.signalCode === null,
    stop: () => (child.kill('SIGINT'), ended) };
}
