// office.mjs - a running program on a fresh sample database, and a browser in front of it.
import { chromium } from 'playwright-core';
import { spawn, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createServer } from 'node:net';

// story(name, tell) plays one and says how it went; done() prints the closing line and ends.
export function stories() {
  let passed = 0, failed = 0;
  return {
    async story(name, tell) {
      try {
        await tell();
        if (dialogs.length) throw new Error(`a dialog that nobody expected: ${dialogs.splice(0).join('; ')}`);
        passed++;
        console.log(`ok - ${name}`);
      } catch (e) {
        failed++;
        console.log(`not ok - ${name}\n${e.stack}`);
      }
    },
    done() {
      console.log(`${passed} passed, ${failed} failed`);
      process.exit(failed ? 1 : 0);
    },
  };
}

// What a browser asked ("leave this page?") where the story listens to no dialogs of its page.
const dialogs = [];
const unexpected = (dialog) => {
  if (dialog.page()?.listenerCount('dialog')) return;
  dialogs.push(`${dialog.type()} ${dialog.message()}`);
  (dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss()).catch(() => {});
};

export const PASSWORD = 'mua-lua-chin-2026';

const freePort = () => new Promise((done) => {
  const s = createServer();
  s.listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => done(port)); });
});

export const openOffice = (build, clock) => begin(build, clock, false);
// An office that nobody has set up yet; its `code` is what the server's screen says.
export const newOffice = (build, clock) => begin(build, clock, true);

// A file of SQLite, or, when GIAOBAN_TEST_DB holds the address of a server, a database of its own there.
function database(dir) {
  const server = process.env.GIAOBAN_TEST_DB, file = join(dir, 'office.db');
  if (!server) return { address: file, file, drop() {} };
  const name = `browser_${process.pid}_${Date.now()}`;
  const tell = (text) => {
    const words = ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', server, '-c', text];
    const said = spawnSync('psql', words, { encoding: 'utf8' });
    if (said.status !== 0) throw new Error(`psql: ${said.stderr}`);
  };
  tell(`CREATE DATABASE "${name}"`);
  const address = `${server.replace('/postgres?', `/${name}?`)}&files=${file}`;
  return { file, address, drop: () => tell(`DROP DATABASE "${name}" WITH (FORCE)`) };
}

const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

async function begin(build, clock = '2026-07-06 09:00', fresh) {
  const program = resolve(build, 'giaoban');
  const dir = mkdtempSync(join(tmpdir(), 'giaoban-'));
  const place = database(dir), db = place.address;
  const made = fresh ? { status: 0 } : spawnSync(program, ['demo', '--db', db, '--test-cost'], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`giaoban demo: ${made.stderr}`);
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  let child, screen = '', now = clock;
  const start = async () => {
    const serve = ['serve', '--db', db, '--port', String(port), '--test-clock', now, ...fresh ? ['--new'] : []];
    child = spawn(program, serve, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (d) => { screen += d; });
    child.stderr.on('data', (d) => { said += d; });
    const until = Date.now() + 60000;
    while (child.exitCode === null && Date.now() < until) {
      try { if ((await fetch(base + '/dang-nhap')).ok) return; } catch { /* not listening yet */ }
      await new Promise((r) => setTimeout(r, 50));
    }
    throw new Error(`the server did not start: ${said}`);
  };
  const stop = () => new Promise((done) => { child.once('exit', done); child.kill('SIGTERM'); });
  await start();
  const browser = await launch();
  return {
    base, browser, db, file: place.file, program,
    get code() { return screen.match(/: ([A-Z0-9-]{16,})$/m)?.[1] ?? ''; },
    // another start of the program, at another moment if one is given
    restart: async (moment = now) => { now = moment; await stop(); await start(); },
    async close() { await browser.close(); await stop(); place.drop(); rmSync(dir, { recursive: true, force: true }); },
  };
}

// The same office in front of a second browser, a program of its own.
export const anotherBrowser = async (office) => ({ base: office.base, browser: await launch() });

// A person at their own computer. `trouble` collects what must stay empty: errors of the page, refused
// scripts, requests to other hosts.
export async function person(office, login, options = {}) {
  const desk = { viewport: { width: 1366, height: 900 }, locale: 'vi-VN', acceptDownloads: true };
  const context = await office.browser.newContext({ ...desk, ...options });
  context.setDefaultTimeout(90000);            // a busy machine is slow, not wrong
  context.on('dialog', unexpected);
  const page = await context.newPage();
  const trouble = [];
  page.on('pageerror', (e) => trouble.push(`error: ${e.message}`));
  page.on('console', (m) => {
    if (m.type() === 'error' && !/status of (4|5)\d\d/.test(m.text())) trouble.push(`console: ${m.text()}`);
  });
  page.on('request', (r) => {
    if (!r.url().startsWith(office.base) && !/^(data|blob):/.test(r.url())) trouble.push(`foreign: ${r.url()}`);
  });
  if (login) {
    await page.goto(office.base + '/dang-nhap');
    await page.getByLabel('Tên đăng nhập').fill(login);
    await page.getByLabel('Mật khẩu').fill(PASSWORD);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.waitForURL((u) => !u.pathname.startsWith('/dang-nhap'));
  }
  return { page, context, trouble, go: (path) => page.goto(office.base + path), end: () => context.close() };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

// Whether the page is wider than the screen: no line or one.
export async function overflow(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return wide > 0 ? [`${wide} px wider than the screen`] : [];
}

// What axe finds on the page, a line each, and whether it is wider than the screen.
export async function faults(page) {
  await page.evaluate(axe);
  const found = await page.evaluate((rules) => globalThis.axe.run({ runOnly: rules }), RULES);
  const said = found.violations.map((v) => `${v.id} ${v.nodes.slice(0, 2).map((n) => n.target.join(' ')).join(' | ')}`);
  return [...said, ...await overflow(page)];
}

// A picture of what a page shows. A browser that is held up now and then gives none at the first asking.
export async function capture(page, options, tries = 3) {
  try {
    return await page.screenshot(options);
  } catch (e) {
    if (tries > 1 && /capture screenshot/.test(e.message)) return capture(page, options, tries - 1);
    throw e;
  }
}

// SHOTS=1 keeps pictures of the page at three widths, light and dark.
export async function shot(page, name) {
  if (!process.env.SHOTS) return;
  mkdirSync('shots', { recursive: true });
  const was = page.viewportSize();
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    for (const width of [360, 768, 1366]) {
      await page.setViewportSize({ width, height: 800 });
      await capture(page, { path: `shots/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(was);
}

// Sends a text as the report of a period; the path of the report.
export async function send(p, text, period) {
  await p.go('/bao-cao/moi');
  await p.page.getByLabel('Kỳ báo cáo').selectOption(period);
  await p.page.getByLabel('Nguyên văn báo cáo').fill(text);
  await p.page.getByRole('button', { name: 'Đọc số liệu' }).click();
  await p.page.waitForURL(/\/bao-cao\/\d+/);
  return new URL(p.page.url()).pathname;
}

// The six digits that an app on a telephone shows at that moment (RFC 6238).
export function sixDigits(letters, at) {
  const bits = [...letters.replace(/[^A-Z2-7]/g, '')].map((c) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
  const mac = createHmac('sha1', key).update(step).digest();
  const n = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(n % 1000000).padStart(6, '0');
}

// What a downloaded file says: its bytes begin as they must, and its words are found by the tools that other
// people use.
export async function download(p, name) {
  const [file] = await Promise.all([p.page.waitForEvent('download'), p.page.getByRole('link', { name }).first()
    .click()]);
  const path = await file.path(), bytes = readFileSync(path);
  const run = (tool, words) => {
    const said = spawnSync(tool, words, { encoding: 'utf8' });
    if (said.status !== 0) throw new Error(`${tool}: ${said.error ?? said.stderr}`);
    return said.stdout.replace(/<\/w:p>/g, ' ').replace(/<[^>]*>/g, '').replace(/\s+/g, ' ');
  };
  if (bytes.subarray(0, 5).toString() === '%PDF-') return run('pdftotext', ['-layout', path, '-']);
  if (bytes.subarray(0, 2).toString() !== 'PK') throw new Error('neither a PDF nor a .docx');
  const inner = 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read("word/document.xml"))';
  return run('python3', ['-c', inner, path]);
}

// Every figure of a report is confirmed by the keyboard, and the report is handed in.
export async function confirmAndSubmit(p, report) {
  const { page } = p;
  if (new URL(page.url()).pathname !== report) await p.go(report);
  const figures = await page.locator('.item[data-state="r"]').count();
  if (!figures) throw new Error('nothing was read');
  await page.locator('#part-list').focus();
  for (let i = 1; i <= figures; i++) {
    await page.keyboard.press('Enter');
    await page.waitForFunction((n) => document.querySelectorAll('.item[data-state="r"]').length === n, figures - i);
  }
  await page.getByRole('button', { name: 'Nộp báo cáo' }).click();
  await page.getByText('đã nộp').first().waitFor();
}
export async function approve(p, report) {
  await p.go(report);
  await p.page.getByRole('button', { name: 'Duyệt', exact: true }).click();
  await p.page.getByText('đã duyệt').first().waitFor();
}
