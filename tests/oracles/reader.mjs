// Does a reader get there? The journeys of a SENCO in Chromium: from the folder, and from nginx under a sub-path with
// the security headers of handover/nginx.conf.
//
//     NODE_PATH=…/node_modules node reader.mjs BUNDLE-FOLDER     (needs playwright-core, Chromium, nginx)
//
// From each of the two places:
// - every page, with and without JavaScript: no violation of the policy, no error, no request to anywhere else,
//   no sideways scrolling at 400 % zoom of a 1280 pixel screen, and its heading is seen;
// - by keyboard alone: the skip link, the contents, a document's page, its download, and back again; a search and its first
//   result. Whatever has the focus is seen and nothing lies over it (WCAG 2.4.7, 2.4.11);
// - each task of the first page's table leads to its form: in one click from the table, and in two by its chapter;
// - printed, a page is a tagged PDF without the site's navigation.
//
// Exit status: 0 nothing found, 1 something, 2 the check itself could not run.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { launch, pagesOf } from './browser.mjs';

const SERVERS = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/sbin/nginx'];
const DESK = { width: 1280, height: 900 };
// What a screen of 1280 by 1024 shows at a zoom of 400 %.
const ZOOMED = { width: 320, height: 256 };
const MOST_TABS = 400;
const TASKS = '#i-need-to ~ * table, table';

/** A port that nobody has. */
const freePort = () => new Promise((found) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => found(port));
  });
});

/** Serves the site with nginx as handover/nginx.conf says. Gives its address and how to stop it. */
async function serve(bundle) {
  const program = SERVERS.find(existsSync);
  if (!program) throw new Error('No nginx: install the Debian package nginx.');
  const path = new URL(/<loc>(.*?)<\/loc>/.exec(readSitemap(bundle))[1]).pathname.replace(/[^/]*$/, '');
  const here = mkdtempSync(join(tmpdir(), 'reader-'));
  const port = await freePort();
  const root = join(here, 'root');
  mkdirSync(join(root, path, '..'), { recursive: true });
  symlinkSync(resolve(bundle, 'site'), join(root, path.replace(/\/$/, '')));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${here}/${name};`);
  writeFileSync(join(here, 'nginx.conf'), `daemon off; master_process off; pid ${here}/pid; error_log ${here}/error.log;
events { } http { include /etc/nginx/mime.types; access_log off; ${temporary.join(' ')}
server { listen 127.0.0.1:${port}; root ${root}; include ${resolve(bundle, 'handover/nginx.conf')}; } }`);
  const child = spawn(program, ['-c', join(here, 'nginx.conf'), '-p', here, '-e', join(here, 'error.log')], { stdio: 'inherit' });
  const address = `http://127.0.0.1:${port}${path}`;
  const stop = () => { child.kill(); rmSync(here, { recursive: true, force: true }); };
  for (let tried = 0; tried < 200; tried += 1) {
    if (await fetch(address).then((answer) => answer.ok, () => false)) return { address, stop };
    await new Promise((go) => { setTimeout(go, 25); });
  }
  stop();
  throw new Error('nginx did not answer');
}

const readSitemap = (bundle) => readFileSync(join(bundle, 'site/sitemap.xml'), 'utf8');

/** Notes whatever a page does that the policy, or good sense, forbids. */
function watch(tab, base, note) {
  tab.on('console', (message) => message.type() === 'error' && note(`console: ${message.text()}`));
  tab.on('pageerror', (error) => note(`script error: ${error.message}`));
  tab.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // What the browser itself broke off because the next page was asked for.
    if (why !== 'net::ERR_ABORTED') note(`cannot load ${request.url()} (${why})`);
  });
  tab.on('request', (request) => {
    const asked = request.url();
    if (!/^(data|blob|about):/.test(asked) && !asked.startsWith(base)) note(`asks for ${asked}`);
  });
}

/** Every page, zoomed in. */
async function everyPage(context, base, names, problems) {
  const tab = await context.newPage();
  let name;
  watch(tab, base, (text) => problems.push(`${name}: ${text}`));
  await tab.setViewportSize(ZOOMED);
  for (name of names) {
    const answer = await tab.goto(base + name, { waitUntil: 'load' });
    if (base.startsWith('http') && !answer.headers()['content-security-policy']) problems.push(`${name}: no policy`);
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
    if (wide > ZOOMED.width) problems.push(`${name}: at 400 % it scrolls sideways, ${wide} px wide`);
    if (!(await tab.locator('h1').first().isVisible())) problems.push(`${name}: no heading is seen`);
  }
  await tab.close();
}

/** What has the focus: its address, and whether it is seen. */
const focused = (tab) => tab.evaluate(async () => {
  const element = document.activeElement;
  const isInView = () => { const { top, bottom } = element.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; };
  // The browser scrolls to what has the focus a few frames later.
  for (let frame = 0; frame < 60 && !isInView(); frame += 1) await new Promise((painted) => { requestAnimationFrame(painted); });
  const { left, top, width, height } = element.getBoundingClientRect();
  const rects = [...element.getClientRects()];
  const seen = rects.some((rect) => {
    const over = document.elementFromPoint(rect.left + rect.width / 2, rect.top + rect.height / 2);
    return over && (over === element || element.contains(over) || over.contains(element));
  });
  const outlined = getComputedStyle(element).outlineStyle !== 'none' || getComputedStyle(element).boxShadow !== 'none';
  return {
    what: `${element.tagName.toLowerCase()} “${(element.innerText || element.name || '').trim().slice(0, 40)}” at ${Math.round(left)},${Math.round(top)}`,
    href: element.href ?? '', name: element.name ?? '', seen: seen && width > 0 && height > 0, outlined,
  };
});

/** Goes on by Tab until `wanted` has the focus. Gives how many presses it took. */
async function tabTo(tab, wanted, note) {
  const before = new Set();
  for (let presses = 1; presses <= MOST_TABS; presses += 1) {
    await tab.keyboard.press('Tab');
    const now = await focused(tab);
    if (!now.seen && !before.has(now.what)) note(`${new URL(tab.url()).pathname.split('/').pop()}: ${now.what} has the focus and is not seen`);
    if (!now.outlined && !before.has(now.what)) note(`${new URL(tab.url()).pathname.split('/').pop()}: ${now.what} has the focus and does not show it`);
    before.add(now.what);
    if (wanted(now)) return presses;
  }
  throw new Error(`by keyboard, nothing is reached in ${MOST_TABS} presses of Tab on ${tab.url()}`);
}

/** A SENCO without a mouse. */
async function byKeyboard(context, base, problems) {
  const tab = await context.newPage();
  const note = (text) => problems.push(`keyboard: ${text}`);
  watch(tab, base, note);
  await tab.setViewportSize(DESK);
  await tab.goto(`${base}index.html`);
  const chapters = await tab.locator('nav.sg-nav a').evaluateAll((links) => links.map((link) => link.href));
  await tab.keyboard.press('Tab');
  if (!(await focused(tab)).href.endsWith('#sg-main')) note('the first Tab is not the link to the main content');
  await tab.keyboard.press('Enter');
  if (!(await tab.evaluate(() => document.activeElement.id === 'sg-main'))) note('the skip link does not lead to the main content');
  await tab.goto(`${base}index.html`);
  const chapter = chapters.find((address) => !/^(index|documents|search|changes)\.html/.test(address.split('/').pop()));
  await tabTo(tab, (now) => now.href === chapter, note);
  await Promise.all([tab.waitForURL(chapter), tab.keyboard.press('Enter')]);
  const isDocument = (address) => /\/documents\/[^/]+\.html/.test(address);
  await tabTo(tab, (now) => isDocument(now.href), note);
  await Promise.all([tab.waitForURL(/\/documents\/.*\.html/), tab.keyboard.press('Enter')]);
  const download = await tab.locator('main a[href$=".docx"], main a[href$=".pdf"], main a[href$=".xlsx"]').first().evaluate((link) => link.href);
  await tabTo(tab, (now) => now.href === download, note);
  await tab.goBack();
  if (tab.url() !== chapter) note(`back from a document's page leads to ${tab.url()}`);
  await tab.goto(`${base}index.html`);
  await tabTo(tab, (now) => now.name === 'q', note);
  await tab.keyboard.type('educational psychology');
  await Promise.all([tab.waitForURL(/search\.html\?q=/), tab.keyboard.press('Enter')]);
  await tab.waitForSelector('#sg-hits a');
  const first = await tab.locator('#sg-hits a').first().evaluate((link) => link.href);
  await tabTo(tab, (now) => now.href === first, note);
  await Promise.all([tab.waitForURL(first), tab.keyboard.press('Enter')]);
  await tab.close();
}

/** Each row of the first page's table. Gives how many there are. */
async function tasks(context, base, problems) {
  const tab = await context.newPage();
  await tab.goto(`${base}index.html`);
  const rows = await tab.locator(TASKS).first().locator('tbody tr').evaluateAll((all) => all.map((row) => ({
    words: row.cells[0].innerText.trim(),
    chapters: [...row.cells[0].querySelectorAll('a')].map((link) => link.href),
    forms: [...row.cells[1].querySelectorAll('a')].map((link) => link.href),
  })));
  for (const { words, chapters, forms } of rows) {
    if (forms.length === 0) problems.push(`“${words}” names no form`);
    for (const form of forms) {
      const found = form.startsWith('http') ? (await fetch(form)).ok : existsSync(decodeURIComponent(new URL(form).pathname));
      if (!found) problems.push(`“${words}”: ${form} is not there`);
    }
    const offered = [];
    for (const chapter of chapters) {
      await tab.goto(chapter);
      offered.push(...await tab.locator('main a').evaluateAll((links) => links.map((link) => link.href)));
    }
    const missing = forms.filter((form) => !offered.includes(form));
    if (missing.length > 0) problems.push(`“${words}”: its chapter does not offer ${missing.join(', ')}`);
  }
  await tab.close();
  return rows.length;
}

/** On paper. */
async function printed(context, base, names, problems) {
  const tab = await context.newPage();
  await tab.emulateMedia({ media: 'print' });
  for (const name of names) {
    await tab.goto(base + name);
    for (const part of ['nav.sg-nav', '.sg-skip', '[role=search]']) {
      for (const one of await tab.locator(part).all()) {
        if (await one.isVisible()) problems.push(`${name}: ${part} is printed`);
      }
    }
    const pdf = await tab.pdf({ format: 'A4', tagged: true });
    if (!pdf.includes('/StructTreeRoot')) problems.push(`${name}: printed, it has no tags`);
  }
  await tab.close();
}

async function journeys(browser, bundle, base, problems) {
  const pages = pagesOf(join(bundle, 'site'));
  let rows = 0;
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled, viewport: DESK });
    const mine = [];
    await everyPage(context, base, pages, mine);
    rows = await tasks(context, base, mine);
    if (javaScriptEnabled) {
      await byKeyboard(context, base, mine);
      const document = pages.find((name) => name.startsWith('documents/'));
      await printed(context, base, ['index.html', pages.find((name) => !/^(index|documents)/.test(name)), document].filter(Boolean), mine);
    }
    await context.close();
    problems.push(...mine.map((problem) => `${javaScriptEnabled ? '' : 'without JavaScript: '}${problem}`));
  }
  return `${pages.length} pages with and without JavaScript, ${rows} tasks`;
}

async function main(bundle) {
  if (!bundle) {
    console.error('usage: node reader.mjs BUNDLE-FOLDER');
    return 2;
  }
  const server = await serve(bundle);
  const browser = await launch();
  const folder = `${pathToFileURL(resolve(bundle, 'site')).href}/`;
  let failed = 0;
  for (const [where, base] of [['the folder', folder], ['nginx', server.address]]) {
    const problems = [];
    const done = await journeys(browser, bundle, base, problems).catch((error) => { problems.push(error.message); return 'stopped'; });
    const told = [...new Set(problems)];
    console.log(`${told.length ? 'fail' : 'pass'} from ${where}: ${done}, ${told.length} problems`);
    for (const problem of told.slice(0, 40)) console.log(`  ${problem}`);
    failed += told.length;
  }
  await browser.close();
  server.stop();
  return failed ? 1 : 0;
}

process.exitCode = await main(process.argv[2]).catch((error) => {
  console.error(error.message);
  return 2;
});
