// Is it right in the other browser? Layout and search in Firefox, from the folder.
//
//     NODE_PATH=…/node_modules node firefox.mjs SITE-FOLDER     (needs puppeteer-core, Firefox)
//
// Drives Firefox by WebDriver BiDi, which it speaks itself. Every page at a desk's and a phone's width,
// without sideways scrolling and without an error; and a search typed by hand, with and without results.
//
// FIREFOX names the browser's program (default: the first found of the usual ones).
// Exit status: 0 nothing found, 1 something, 2 the check itself could not run.

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { pagesOf, require } from './browser.mjs';

const puppeteer = require('puppeteer-core');

const BROWSERS = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];
const WIDTHS = [1280, 320];

async function everyPage(tab, base, names, problems) {
  for (const width of WIDTHS) {
    await tab.setViewport({ width, height: 900 });
    for (const name of names) {
      await tab.goto(base + name);
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) problems.push(`${name}: at ${width} px it scrolls sideways, ${wide} px wide`);
      const family = await tab.evaluate(() => document.fonts.check('16px "Atkinson Hyperlegible Next"'));
      if (!family) problems.push(`${name}: the typeface is not loaded`);
    }
  }
}

async function search(tab, base, problems) {
  await tab.setViewport({ width: 1280, height: 900 });
  await tab.goto(`${base}index.html`);
  await tab.type('input[name=q]', 'phsychology');
  await Promise.all([tab.waitForNavigation(), tab.keyboard.press('Enter')]);
  await tab.waitForSelector('#sg-hits a');
  const hits = await tab.$$eval('#sg-hits a', (links) => links.map((link) => link.textContent));
  if (!hits.some((words) => /psycholog/i.test(words))) problems.push(`“phsychology” finds ${hits.slice(0, 3).join(' | ')}`);
  await tab.goto(`${base}search.html?q=${encodeURIComponent('<img src=x onerror=alert(1)>zzzz')}`);
  await tab.waitForSelector('#sg-found:not([hidden])');
  if (await tab.$('main img')) problems.push('a search query became an element');
}

async function main(folder) {
  const executablePath = process.env.FIREFOX ?? BROWSERS.find(existsSync);
  if (!folder || !executablePath) {
    console.error(folder ? `No browser: set FIREFOX, or install one of ${BROWSERS.join(' ')}` : 'usage: node firefox.mjs SITE-FOLDER');
    return 2;
  }
  const names = pagesOf(folder);
  const base = `${pathToFileURL(resolve(folder)).href}/`;
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  const tab = await browser.newPage();
  const problems = [];
  tab.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`));
  tab.on('pageerror', (error) => problems.push(`script error: ${error.message}`));
  await everyPage(tab, base, names, problems);
  await search(tab, base, problems);
  const version = await browser.version();
  await browser.close();
  console.log(`${problems.length ? 'fail' : 'pass'} ${folder}: ${version}, ${names.length} pages at ${WIDTHS.join(' and ')} px, ${problems.length} problems`);
  for (const problem of problems.slice(0, 40)) console.log(`  ${problem}`);
  return problems.length ? 1 : 0;
}

process.exitCode = await main(process.argv[2]).catch((error) => {
  console.error(error.message);
  return 2;
});
