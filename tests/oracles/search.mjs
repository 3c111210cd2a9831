// Does the search find things? Typed by keyboard into a real browser, on the files as they lie in a folder.
//
//     NODE_PATH=…/node_modules node search.mjs SITE-FOLDER GUIDE-FOLDER     (needs axe-core, playwright-core, Chromium)
//
// 1. Each task of the table “I need to” on the sample's first page finds its form within five results, by the words of the task.
// 2. Slips, plurals, abbreviations and what they stand for, an unknown word, script in the query, `?q=`, Enter, Escape, “back”.
// 3. Terms of the glossary open and close by keyboard, and copied words are those of the page.
// 4. With JavaScript off, the field leads to a page that lists everything.
// 5. Results, none, an open term and a filtered list are accessible, at a desk's width and at a phone's, and in the dark.
// 6. With --speed, on a machine that does nothing else: how long a result takes after a key press with the processor slowed
//    four times: at most 50 ms.
//
// Every result's address must lead to a file of the site, and nothing may be asked from outside or refused by the browser.
// CHROMIUM names the browser's program. Exit status: 0 all right, 1 something is not, 2 the check itself could not run.

import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { axe, launch } from './browser.mjs';

const AXE = axe();
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const SLOWER = 4;
const MOST_MILLISECONDS = 50;

const problems = [];
let checks = 0;
const expect = (holds, words) => {
  checks += 1;
  if (!holds) problems.push(words);
};

/** The tasks of the first page: the words of the first column, and the files that the second one leads to. */
function tasks(guide) {
  const page = readFileSync(join(guide, 'pages/01-start-here.md'), 'utf8');
  const rows = page.split('\n').filter((line) => /^\| .*\.\.\/documents\//.test(line));
  return rows.map((row) => {
    const [, task, forms] = row.split('|');
    return {
      words: task.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').trim(),
      files: [...forms.matchAll(/\.\.\/documents\/([^)#]+)/g)].map((match) => match[1]),
    };
  });
}

/** The results that are shown, in order. */
const results = (tab) => tab.$$eval('#sg-hits > .sg-hit', (items) => items.map((item) => ({
  title: item.querySelector('h3').textContent,
  address: item.querySelector('h3 a').href,
  links: [...item.querySelectorAll('a')].map((link) => link.href),
  marks: [...item.querySelectorAll('mark')].map((mark) => mark.textContent),
})));

/** Types a query into the empty field, letter by letter. */
async function ask(tab, query) {
  await tab.keyboard.press('Escape');
  await tab.keyboard.type(query);
  // The results after the first ones come a moment later.
  await tab.evaluate(() => new Promise((done) => { setTimeout(done, 1); }));
  return results(tab);
}

/** Presses Tab until the search field has the focus, as somebody without a mouse would. */
async function reachField(tab) {
  for (let presses = 0; presses < 60; presses += 1) {
    await tab.keyboard.press('Tab');
    if (await tab.evaluate(() => document.activeElement.id === 'sg-q')) return;
  }
  throw new Error('the search field cannot be reached by keyboard');
}

async function checkQueries(tab, guide) {
  for (const { words, files } of tasks(guide)) {
    const found = (await ask(tab, words)).slice(0, 5);
    for (const file of files) {
      const isThere = found.some((hit) => hit.links.some((link) => basename(fileURLToPath(link.replace(/#.*/, ''))) === file));
      expect(isThere, `“${words}” does not find ${file}, but: ${found.map((hit) => hit.title).join(' | ')}`);
    }
  }
  const finds = [
    ['phsychology', /Educational psychology/], ['speach therapy', /Speech and language/], ['refferal speech', /Speech and language/],
    ['anual reviews', /Annual review/], ['speech referrals', /Speech and language therapy referral/], ['funding band', /Funding bands/],
    ['CAMHS', /CAMHS/], ['child and adolescent mental health services', /CAMHS/],
    ['EBSA', /school avoidance/i], ['emotionally based school avoidance', /school avoidance/i],
    ['SALT', /Speech and language therapy/], ['one page profile', /^One page profile/], ['ehc plan', /EHC/],
    ['designated clinical officer', /./], ['top up', /Top-up/], ['topup', /Top-up/], ['child’s views', /My views/],
    ['TRANSITIÓN', /transition/], ['zzzqqq', null], ['the', /./],
  ];
  for (const [query, title] of finds) {
    const found = await ask(tab, query);
    const shown = found.slice(0, 3).map((hit) => hit.title).join(' | ') || 'nothing';
    if (title) expect(found.slice(0, 3).some((hit) => title.test(hit.title)), `“${query}” finds ${shown}`);
    else expect(found.length === 0 && await tab.isVisible('#sg-none'), `“${query}” finds ${shown}`);
  }
  const both = await ask(tab, 'EBSA');
  expect(both.some((hit) => /psycholog|avoidance|attend/i.test(hit.title)), '“EBSA” does not find what it stands for');
  const prefix = await ask(tab, 'psychol');
  expect(prefix.length > 0, 'an unfinished word finds nothing');
}

async function checkAddresses(tab, folder) {
  for (const query of ['support', 'funding bands', 'annual review', 'contacts', 'week', 'telephone']) {
    for (const { links } of await ask(tab, query)) {
      for (const link of links) {
        const [file, spot] = link.split('#');
        const path = fileURLToPath(file);
        const isThere = path.startsWith(resolve(folder)) && existsSync(path);
        expect(isThere, `a result of “${query}” leads to ${link}, which is not there`);
        if (isThere && spot && path.endsWith('.html')) {
          const id = decodeURIComponent(spot).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
          expect(readFileSync(path, 'utf8').includes(`id="${id}"`), `${link} has no such spot`);
        }
      }
    }
  }
}

async function checkHostile(tab) {
  for (const query of ['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', '${alert(1)} {{7*7}} \u2028 \' " \\']) {
    await ask(tab, query);
    expect((await tab.textContent('#sg-count')).includes(query.trim()), `${query} is not shown as it was typed`);
    expect(await tab.evaluate(() => document.querySelectorAll('main img, main script').length) === 0, `${query} became markup`);
  }
}

async function checkKeys(tab, page) {
  await ask(tab, 'annual review report');
  await tab.keyboard.press('Enter');
  expect((await tab.url()).endsWith('?q=annual%20review%20report'), 'Enter does not put the question into the address');
  expect(await tab.evaluate(() => document.activeElement.id) === 'sg-count', 'Enter does not lead to the results');
  await tab.keyboard.press('Tab');
  expect(await tab.evaluate(() => !!document.activeElement.closest('.sg-hit h3')), 'the first result is not the next stop');
  await tab.keyboard.press('Enter');
  await tab.waitForURL((address) => !address.pathname.endsWith('search.html'));
  expect(/annual-review|review-report/.test(tab.url()), `Enter on a result leads to ${tab.url()}`);
  await tab.goBack();
  await tab.waitForSelector('.sg-hit');
  expect(await tab.inputValue('#sg-q') === 'annual review report', '“back” forgets the question');
  await tab.waitForFunction(() => document.querySelector('[role=status]').textContent.includes('result'));
  await tab.focus('#sg-q');
  await tab.keyboard.press('Escape');
  expect(await tab.inputValue('#sg-q') === '' && await tab.isVisible('#sg-all'), 'Escape does not clear the search');
  await tab.goto(`${page}?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20funding`);
  await tab.waitForSelector('.sg-hit');
  expect(await tab.evaluate(() => document.querySelectorAll('main img').length) === 0, '?q= became markup');
}

async function checkBand(tab, folder) {
  await tab.goto(pathToFileURL(resolve(folder, 'index.html')).href);
  await reachField(tab);
  await tab.keyboard.type('educational psychology');
  await tab.keyboard.press('Enter');
  await tab.waitForSelector('.sg-hit');
  expect(/search\.html\?q=educational/.test(tab.url()), `the field of the first page leads to ${tab.url()}`);
  expect(/Educational psychology/.test((await results(tab))[0].title), 'a title is not the first result');
  await tab.goto(pathToFileURL(resolve(folder, 'documents/ep-consultation.html')).href);
  await reachField(tab);
  await tab.keyboard.type('funding');
  await tab.keyboard.press('Enter');
  await tab.waitForSelector('.sg-hit');
}

async function checkTerms(tab, folder) {
  await tab.goto(pathToFileURL(resolve(folder, 'ehc-needs-assessments.html')).href);
  const button = await tab.$('.sg-term');
  if (!button) {
    problems.push('no term of the glossary is explained');
    return;
  }
  const card = `#${await button.getAttribute('popovertarget')}`;
  const spoken = await tab.evaluate(() => {
    const paragraph = document.querySelector('.sg-term').closest('p, li, td');
    getSelection().selectAllChildren(paragraph);
    const copied = getSelection().toString().trim();
    getSelection().removeAllRanges();
    return { copied, text: paragraph.textContent.trim() };
  });
  expect(spoken.copied.replace(/\s+/g, ' ') === spoken.text.replace(/\s+/g, ' '), `copied: ${spoken.copied}, on the page: ${spoken.text}`);
  await button.focus();
  await tab.keyboard.press('Enter');
  expect(await tab.isVisible(card), 'a term does not open by keyboard');
  await tab.keyboard.press('Tab');
  expect(await tab.evaluate(() => document.activeElement.textContent.startsWith('Glossary: ')), 'the next stop is not the card\'s link');
  await tab.keyboard.press('Escape');
  expect(!await tab.isVisible(card), 'Escape does not close a term');
}

async function checkFilter(tab, folder) {
  await tab.goto(pathToFileURL(resolve(folder, 'documents.html')).href);
  const all = await tab.$$eval('.sg-list tbody tr', (rows) => rows.length);
  await tab.fill('#sg-filter-words', 'therapy referral');
  const left = await tab.$$eval('.sg-list tbody tr', (rows) => rows.filter((row) => row.offsetParent !== null).length);
  expect(left > 0 && left < all / 4, `the filter leaves ${left} of ${all} documents`);
}

async function checkWithoutScript(browser, folder) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const tab = await context.newPage();
  await tab.goto(pathToFileURL(resolve(folder, 'index.html')).href);
  await reachField(tab).catch(() => tab.focus('#sg-q'));
  await tab.keyboard.type('funding');
  await tab.keyboard.press('Enter');
  await tab.waitForURL(/search\.html\?q=funding/);
  expect(await tab.isVisible('#sg-all'), 'without JavaScript the search page lists nothing');
  const links = (await tab.$$('#sg-all a')).length;
  expect(links > 50, `without JavaScript the search page lists ${links} links`);
  await context.close();
}

/** What axe-core says of states that only somebody who types or presses brings about. */
async function checkAccessible(browser, folder) {
  const url = (name) => pathToFileURL(resolve(folder, name)).href;
  const press = async (tab) => {
    await tab.focus('.sg-term');
    await tab.keyboard.press('Enter');
  };
  const states = [
    ['search.html?q=speach%20therapy', (tab) => tab.waitForSelector('.sg-hit')],
    ['search.html?q=zzzqqq', (tab) => tab.waitForSelector('#sg-none:not([hidden])')],
    ['ehc-needs-assessments.html', press],
    ['documents.html', (tab) => tab.fill('#sg-filter-words', 'therapy')],
  ];
  for (const [width, colorScheme] of [[1280, 'light'], [320, 'light'], [1280, 'dark']]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const tab = await context.newPage();
    for (const [name, reach] of states) {
      const [file, query] = name.split('?');
      await tab.goto(url(file) + (query ? `?${query}` : ''));
      await reach(tab);
      await tab.evaluate(AXE);
      const { violations } = await tab.evaluate((values) => globalThis.axe.run(document, { preload: false, runOnly: { type: 'tag', values } }), TAGS);
      for (const { id, nodes } of violations) problems.push(`${name}, ${width} px, ${colorScheme}: ${id} at ${nodes[0].target.join(' ')}`);
      expect(await tab.evaluate(() => document.documentElement.scrollWidth) <= width, `${name} scrolls sideways at ${width} px`);
    }
    await context.close();
  }
}

/** Milliseconds from a key press to the first results being in the page and laid out. Each is tried five times and the quickest
 *  counts, because other work on the machine counts too. */
async function speed(tab, page) {
  await tab.goto(page);
  await tab.focus('#sg-q');
  const session = await tab.context().newCDPSession(tab);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await tab.keyboard.type('a');
  await tab.waitForFunction(() => document.querySelector('#sg-count').textContent.includes('“a”'));
  const times = await tab.evaluate(() => {
    const field = document.querySelector('#sg-q');
    const took = [];
    for (const query of ['educational psychology', 'speach therapy', 'phsychology', 'annual review report', 'support', 'the school']) {
      for (let end = 1; end <= query.length; end += 1) {
        let quickest = Infinity;
        for (let tries = 0; tries < 5; tries += 1) {
          field.value = query.slice(0, end);
          const began = performance.now();
          field.dispatchEvent(new Event('input', { bubbles: true }));
          document.querySelector('#sg-hits').getBoundingClientRect();
          quickest = Math.min(quickest, performance.now() - began);
        }
        took.push([quickest, field.value]);
      }
    }
    return took.sort((one, two) => one[0] - two[0]);
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  console.log(`milliseconds from key press to result, processor slowed ${SLOWER} times, ${times.length} key presses: ` +
    `median ${at(0.5)[0].toFixed(1)}, 95 of 100 within ${at(0.95)[0].toFixed(1)}, slowest ${at(1)[0].toFixed(1)} (“${at(1)[1]}”)`);
  return at(0.95)[0];
}

async function main(folder, guide, asked) {
  if (!guide) {
    console.error('usage: node search.mjs SITE-FOLDER GUIDE-FOLDER [--speed]');
    return 2;
  }
  const browser = await launch();
  const tab = await (await browser.newContext()).newPage();
  tab.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`));
  tab.on('pageerror', (error) => problems.push(`script error: ${error.message}`));
  tab.on('dialog', (dialog) => problems.push(`a script ran: ${dialog.message()}`) && dialog.dismiss());
  tab.on('request', (request) => /^(file|data):/.test(request.url()) || problems.push(`asks for ${request.url()}`));
  const page = pathToFileURL(resolve(folder, 'search.html')).href;
  await tab.goto(page);
  await reachField(tab);
  await tab.keyboard.type('x');
  await tab.waitForFunction(() => document.querySelector('#sg-count').textContent.includes('“x”'));
  await checkQueries(tab, guide);
  await checkAddresses(tab, folder);
  await checkHostile(tab);
  await checkKeys(tab, page);
  await checkBand(tab, folder);
  await checkTerms(tab, folder);
  await checkFilter(tab, folder);
  await checkWithoutScript(browser, folder);
  await checkAccessible(browser, folder);
  if (asked === '--speed') {
    const slowest = await speed(tab, page);
    expect(slowest <= MOST_MILLISECONDS, `a result takes ${slowest.toFixed(0)} ms with a processor slowed ${SLOWER} times`);
  }
  await browser.close();
  for (const problem of problems) console.log(`  ${problem}`);
  console.log(`${problems.length > 0 ? 'FAIL' : 'pass'} ${folder}: ${checks} checks of the search, ${problems.length} problems`);
  return problems.length > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(...process.argv.slice(2));
} catch (error) {
  console.error(error);
  process.exit(2);
}
