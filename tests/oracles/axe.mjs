// Can everyone use the pages? axe-core in a real browser, on the files as they lie in a folder.
//
//     NODE_PATH=…/node_modules node axe.mjs SITE-FOLDER     (needs axe-core 4, playwright-core, Chromium)
//
// Opens every .html of the folder from file://, at a desk's width and at a small phone's, and again in
// the dark colour scheme for its contrast. Fails on any violation of WCAG 2.2 AA or axe's best practice, on a
// page that scrolls sideways on the phone, on an error in the console and on a request beyond the folder.
//
// 404.html, which a server sends for any address, is opened at such an address: requests under the site's own
// address (known from its sitemap) are answered from the folder.
//
// CHROMIUM names the browser's program (default: the first found of the usual ones).
// Exit status: 0 nothing found, 1 something, 2 the check itself could not run.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { axe, launch } from './browser.mjs';

const AXE = axe();

// Preloading fetches style sheets once more by script, which no browser allows from a folder.
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const EVERYTHING = { preload: false, runOnly: { type: 'tag', values: TAGS } };
const CONTRAST = { preload: false, runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };
const VIEWS = [
  { name: '1280 px', width: 1280, colorScheme: 'light', run: EVERYTHING },
  { name: '320 px', width: 320, colorScheme: 'light', run: EVERYTHING },
  { name: '1280 px, dark', width: 1280, colorScheme: 'dark', run: CONTRAST },
];
const PAGES_AT_ONCE = 2;
const PLACES_SHOWN = 3;
const NO_SUCH_PAGE = 'no/such/page';

/** The address that the site will have, or undefined: what all addresses of its sitemap share. */
function ownAddress(folder) {
  const sitemap = join(folder, 'sitemap.xml');
  if (!existsSync(sitemap)) return undefined;
  const found = [...readFileSync(sitemap, 'utf8').matchAll(/<loc>\s*([^<]+?)\s*<\/loc>/g)].map((match) => match[1]).sort();
  if (found.length === 0) return undefined;
  const [first, last] = [found[0], found.at(-1)];
  let shared = 0;
  while (shared < first.length && first[shared] === last[shared]) shared += 1;
  return first.slice(0, first.lastIndexOf('/', shared - 1) + 1);
}

/** Answers a request under the site's address as its web server would. */
function answerFrom(folder, address) {
  return (route) => {
    const path = decodeURIComponent(route.request().url().slice(address.length).replace(/[?#].*$/, ''));
    const file = join(folder, path === NO_SUCH_PAGE ? '404.html' : path || 'index.html');
    return existsSync(file) ? route.fulfill({ path: file }) : route.abort();
  };
}

/** Keeps a page that leads on where it is: its refreshing is left out, and nothing else. */
function stay(route) {
  const file = fileURLToPath(route.request().url());
  if (!file.endsWith('.html') || !existsSync(file)) return route.continue();
  const html = readFileSync(file, 'utf8');
  const staying = html.replace(/<meta http-equiv="refresh"[^>]*>/, '');
  return staying === html ? route.continue() : route.fulfill({ body: staying, contentType: 'text/html; charset=utf-8' });
}

/** Everything wrong with the page at `url`, as lines of text. It may ask for files and for what stands on its own server. */
async function checkPage(tab, url) {
  const problems = [];
  let view;
  const isOwn = (asked) => /^(file|data|blob|about):/.test(asked) || new URL(asked).origin === new URL(url).origin;
  const note = (text) => problems.push(`${view.name}: ${text}`);
  const listeners = {
    console: (message) => message.type() === 'error' && note(`console: ${message.text()}`),
    pageerror: (error) => note(`script error: ${error.message}`),
    request: (request) => isOwn(request.url()) || note(`asks for ${request.url()}`),
    requestfailed: (request) => note(`cannot load ${request.url()}`),
  };
  for (const [event, listener] of Object.entries(listeners)) tab.on(event, listener);
  for (view of VIEWS) {
    await tab.setViewportSize({ width: view.width, height: 900 });
    await tab.emulateMedia({ colorScheme: view.colorScheme });
    await tab.goto(url, { waitUntil: 'load' });
    await tab.evaluate(AXE);
    const { violations } = await tab.evaluate((options) => globalThis.axe.run(document, options), view.run);
    for (const { id, help, nodes } of violations) {
      const places = nodes.slice(0, PLACES_SHOWN).map((node) => node.target.join(' ')).join(' | ');
      note(`${id}, ${nodes.length} times: ${help}: ${places}`);
    }
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
    if (wide > view.width) note(`scrolls sideways: ${wide} px wide`);
  }
  for (const [event, listener] of Object.entries(listeners)) tab.off(event, listener);
  return problems;
}

async function main(folder) {
  if (!folder) {
    console.error('usage: node axe.mjs SITE-FOLDER');
    return 2;
  }
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.html')).sort();
  if (files.length === 0) {
    console.error(`${folder} holds no HTML`);
    return 2;
  }
  const browser = await launch();
  // Not bypassing a page's content security policy: what the policy refuses must show up as an error.
  const context = await browser.newContext();
  await context.route((url) => url.protocol === 'file:', stay);
  const address = ownAddress(folder);
  if (address) await context.route((url) => url.href.startsWith(address), answerFrom(folder, address));
  const urlOf = (name) => (name === '404.html' && address ? address + NO_SUCH_PAGE : pathToFileURL(resolve(join(folder, name))).href);
  const found = new Map();
  const waiting = [...files];
  const worker = async () => {
    const tab = await context.newPage();
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      found.set(name, await checkPage(tab, urlOf(name)));
    }
  };
  await Promise.all(Array.from({ length: PAGES_AT_ONCE }, worker));
  await browser.close();

  const failing = files.filter((name) => found.get(name).length > 0);
  for (const name of failing) {
    console.log(`FAIL ${name}`);
    for (const problem of found.get(name)) console.log(`  ${problem}`);
  }
  console.log(`${failing.length > 0 ? 'FAIL' : 'pass'} ${folder}: ${files.length} pages in ${VIEWS.length} views, ${failing.length} pages with problems`);
  return failing.length > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv[2]);
} catch (error) {
  console.error(error);
  process.exit(2);
}
