// Drives a real preview in Chromium as an editor does: edit, see, break, see the problem, press the fix, see it gone; goes to the
// page that was saved; lets a hostile page try. Prints the times, taken in the browser.
//
//   node preview.mjs TOOL GUIDE [ROUNDS]
//
// GUIDE is copied first. With PICTURES=FOLDER, pictures of the panel to look at.

import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { axe, launch } from './browser.mjs';

const [tool, original, rounds = '20'] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), 'preview-'));
const guide = join(work, 'guide');
cpSync(original, guide, { recursive: true });
const faults = [];
const check = (is, words) => { if (!is) { faults.push(words); console.log(`  WRONG: ${words}`); } };
const clock = () => performance.timeOrigin + performance.now();
const pages = readdirSync(join(guide, 'pages')).filter((name) => name.endsWith('.md')).sort();
const [first, second] = [pages[1], pages[2]].map((name) => join(guide, 'pages', name));
const address = (name) => `${name.replace(/^[\d-]+/, '').replace(/\.md$/, '')}.html`;
const told = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))].toFixed(0);
  return `median ${at(0.5)} ms, nine in ten within ${at(0.9)} ms, longest ${at(1)} ms`;
};

// An editor that only writes down what it was asked to open.
const opened = join(work, 'opened.txt');
const editor = join(work, 'editor.mjs');
writeFileSync(editor, `import { writeFileSync } from 'node:fs';\nwriteFileSync(${JSON.stringify(opened)}, process.argv.slice(2).join('\\n'));\n`);
const settings = join(guide, 'guide.toml');
writeFileSync(settings, `${readFileSync(settings, 'utf8')}\n[preview]\nopen_with = '"${process.execPath}" "${editor}" {file} {line}'\n`);

const began = clock();
const preview = spawn(tool, ['preview', '--guide', guide, '--as-of', '2026-09-01'], { env: { ...process.env, SENCO_GUIDE_CACHE: process.env.SENCO_GUIDE_CACHE ?? join(work, 'cache') } });
let log = '';
preview.stderr.on('data', (text) => { log += text; });
const site = await new Promise((resolve, reject) => {
  let out = '';
  preview.stdout.on('data', (text) => {
    out += text;
    const found = out.match(/http:\/\/127\.0\.0\.1:\d+\//);
    if (found) resolve(found[0]);
  });
  preview.on('exit', () => reject(new Error(`The preview ended: ${log}`)));
});
const ready = clock();

const browser = await launch();
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.on('console', (message) => { if (message.type() === 'error' && !/40[349]|421/.test(message.text())) faults.push(`console: ${message.text()}`); });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  await page.goto(site + address(pages[1]));
  await page.locator('#sgp-verdict').waitFor();
  console.log(`start: the address after ${(ready - began).toFixed(0)} ms, the first page after ${(clock() - began).toFixed(0)} ms (with a browser that had to load it)`);
  const hasPdf = /PDF/.test(await page.locator('#sg-preview').textContent());
  if (hasPdf) await page.getByText('The PDF is up to date').waitFor({ timeout: 300_000 });

  // ---- Edit and see.
  const sourceOf = (file) => readFileSync(file, 'utf8');
  const source = sourceOf(first);
  const marked = (text) => `${source}\n\n${text}\n`;
  const seen = (text) => page.evaluate((wanted) => new Promise((resolve) => {
    const look = () => {
      if (!document.querySelector('main').textContent.includes(wanted)) return false;
      requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
      return true;
    };
    if (look()) return;
    const observer = new MutationObserver(() => { if (look()) observer.disconnect(); });
    observer.observe(document.documentElement, { childList: true, subtree: true });
  }), text);
  const save = async (file, text, wanted) => {
    const found = seen(wanted);
    await page.evaluate(() => 0); // the watcher is in place
    const start = clock();
    writeFileSync(file, text);
    return (await found) - start;
  };
  const times = [];
  await page.evaluate(() => scrollTo(0, 1200));
  const before = await page.evaluate(() => scrollY);
  const panelBefore = await page.evaluate(() => { window.stays = 'yes'; return document.activeElement.tagName; });
  for (let round = 0; round < Number(rounds); round += 1) times.push(await save(first, marked(`Round ${round} of the editor.`), `Round ${round} of`));
  console.log(`save to new page, painted, ${rounds} rounds: ${told(times)}`);
  check(Math.max(...times) < 10_000, 'a page took ten seconds');
  check(await page.evaluate(() => window.stays) === 'yes', 'the page was loaded again instead of being shown anew');
  check(Math.abs((await page.evaluate(() => scrollY)) - before) < 3, 'the place in the page was lost');
  check(panelBefore === 'BODY', 'the preview took the focus');

  // ---- Save by renaming, as many editors do.
  writeFileSync(join(guide, 'pages', '.new.tmp'), marked('Renamed into place.'));
  const renamed = seen('Renamed into place.');
  renameSync(join(guide, 'pages', '.new.tmp'), first);
  await renamed;

  // ---- Break it, see the problem, put it right by keyboard.
  const target = pages[2].replace('.md', '.MD');
  writeFileSync(first, marked(`Broken: [a link](${target}).`));
  const card = page.locator('.sgp-card', { hasText: target });
  await card.waitFor();
  check(/On this page \(\d+\)/.test(await page.locator('#sgp-body').textContent()), 'the problem is not under its page');
  check((await card.locator('mark').textContent()).includes(target), 'the link is not marked in its line');
  check((await page.locator('#sgp-heard').textContent()).length > 0, 'nothing is said to a screen reader');
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.evaluate(axe());
    const { violations } = await page.evaluate(() => window.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    for (const { id, nodes } of violations) check(false, `axe, ${scheme}: ${id}: ${nodes[0].html.slice(0, 120)}`);
    if (process.env.PICTURES) await page.screenshot({ path: join(process.env.PICTURES, `panel-${scheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (process.env.PICTURES) {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.screenshot({ path: join(process.env.PICTURES, 'panel-narrow-problem.png') });
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  check(!sourceOf(first).includes(pages[2] + ')'), 'the page was changed before the button was pressed');
  const openHere = card.getByRole('button', { name: /^Open the file here/ });
  await openHere.focus();
  await page.keyboard.press('Enter');
  await page.getByText('is being opened').waitFor();
  let words = null;
  for (let tries = 0; tries < 200 && words === null; tries += 1) {
    try { words = readFileSync(opened, 'utf8').split('\n'); } catch { await page.evaluate(() => new Promise((done) => { setTimeout(done, 25); })); }
  }
  const line = sourceOf(first).split('\n').findIndex((text) => text.startsWith('Broken:')) + 1;
  check(words && words[0].endsWith(pages[1]) && Number(words[1]) === line, `the editor was asked to open ${words}`);
  const fix = card.getByRole('button', { name: /^Put it right/ });
  await fix.focus();
  await page.keyboard.press('Enter');
  await card.waitFor({ state: 'detached' });
  check(sourceOf(first).includes(`[a link](${pages[2]})`), 'the link was not put right');
  check(await page.evaluate(() => document.getElementById('sg-preview').contains(document.activeElement)), 'the focus left the panel');

  // ---- Fold it away and back; narrow.
  await page.getByRole('button', { name: 'Fold away' }).click();
  check(!(await page.locator('#sgp-body').isVisible()), 'the panel does not fold away');
  check(await page.getByRole('button', { name: 'Show the list' }).getAttribute('aria-expanded') === 'false', 'folding is not told');
  await page.reload();
  check(!(await page.locator('#sgp-body').isVisible()), 'the panel does not stay folded');
  await page.getByRole('button', { name: 'Show the list' }).click();
  await page.setViewportSize({ width: 390, height: 800 });
  check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'a narrow window scrolls sideways');
  if (process.env.PICTURES) await page.screenshot({ path: join(process.env.PICTURES, 'panel-narrow.png') });
  if (process.env.PICTURES) {
    await page.getByRole('button', { name: 'Fold away' }).click();
    await page.screenshot({ path: join(process.env.PICTURES, 'panel-narrow-folded.png') });
    await page.getByRole('button', { name: 'Show the list' }).click();
  }
  await page.setViewportSize({ width: 1440, height: 900 });

  // ---- Another page is saved: the browser goes along; or says so only.
  const other = sourceOf(second);
  writeFileSync(second, `${other}\n\nThe other page.\n`);
  await page.waitForURL(`**/${address(pages[2])}`);
  await page.getByText('The other page.').waitFor();
  await page.getByLabel('Go to each page that I save').uncheck();
  writeFileSync(first, marked('Saved, and only told.'));
  await page.getByRole('link', { name: 'Show it' }).waitFor();
  check(page.url().endsWith(address(pages[2])), 'the browser went along although it was told not to');
  if (process.env.PICTURES) await page.screenshot({ path: join(process.env.PICTURES, 'panel-saved.png') });
  await page.getByRole('link', { name: 'Show it' }).click();
  await page.getByText('Saved, and only told.').waitFor();
  await page.getByLabel('Go to each page that I save').check();

  // ---- A document that is half there, and settings that nobody can read: the last good pages stay.
  const form = readdirSync(join(guide, 'documents')).find((name) => name.endsWith('.docx'));
  const bytes = readFileSync(join(guide, 'documents', form));
  writeFileSync(join(guide, 'documents', form), bytes.subarray(0, 1000));
  await page.getByText(`${form} is only half-written yet`).waitFor();
  writeFileSync(join(guide, 'documents', form), bytes);
  await page.getByText(`${form} is only half-written yet`).waitFor({ state: 'detached' });
  const good = sourceOf(settings);
  writeFileSync(settings, `${good}\n[guide\n`);
  await page.getByText('guide.toml cannot be understood').waitFor();
  check(await page.getByText('Saved, and only told.').count() === 1, 'the last good page is gone');
  writeFileSync(settings, good);
  await page.getByText('guide.toml cannot be understood').waitFor({ state: 'detached' });

  // ---- A hostile page.
  const hostile = createServer((_, answer) => answer.setHeader('Content-Type', 'text/html').end('<title>hostile</title><body>'));
  await new Promise((done) => { hostile.listen(0, '127.0.0.1', done); });
  const enemy = await context.newPage();
  await enemy.goto(`http://localhost:${hostile.address().port}/`);
  const got = await enemy.evaluate(async (site) => {
    const tried = {};
    const reach = async (name, work) => { try { tried[name] = await work(); } catch { tried[name] = 'refused'; } };
    const load = (make) => new Promise((resolve) => {
      const element = make();
      element.onload = () => resolve('loaded');
      element.onerror = () => resolve('refused');
      document.body.append(element);
    });
    await reach('read', async () => (await fetch(site)).text());
    await reach('post', async () => (await fetch(`${site}_preview/open-page`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Preview-Token': 'x' }, body: '{"build":1,"page":"/"}' })).text());
    await reach('blind post', async () => (await fetch(`${site}_preview/open-page`, { method: 'POST', mode: 'no-cors', body: '{"build":1,"page":"/"}' })).type);
    await reach('script', () => load(() => Object.assign(document.createElement('script'), { src: `${site}search-index.js` })));
    await reach('news', () => new Promise((resolve) => {
      const news = new EventSource(`${site}_preview/news`);
      news.onmessage = () => resolve('told');
      news.onerror = () => { news.close(); resolve('refused'); };
    }));
    tried.index = typeof globalThis.sencoGuideIndex;
    return tried;
  }, site);
  check(got.read === 'refused' && got.post === 'refused' && got.script === 'refused' && got.news === 'refused' && got.index === 'undefined', `a hostile page got ${JSON.stringify(got)}`);
  const rebound = await new Promise((resolve, reject) => {
    const { port } = new URL(site);
    request({ host: '127.0.0.1', port, headers: { Host: `guide.attacker.example:${port}` } }, (answer) => resolve(answer.statusCode)).on('error', reject).end();
  });
  check(rebound === 421, `a foreign name for this computer was answered with ${rebound}`);
  check(log.length > 0 && !sourceOf(first).includes('hostile'), 'a hostile page wrote');
  hostile.close();
  await enemy.close();

  // An editor reads for a moment; meanwhile the preview finds out whether the PDF passes what it claims.
  const moment = () => page.evaluate(() => new Promise((done) => { setTimeout(done, 4_000); }));

  // ---- The PDF.
  if (hasPdf) {
    const ready = page.getByText('The PDF is up to date');
    await ready.waitFor({ timeout: 300_000 });
    await page.goto(site);
    const pdfTimes = [];
    const home = join(guide, 'pages', pages[0]);
    const text = sourceOf(home);
    for (let round = 0; round < 5; round += 1) {
      await moment();
      const start = clock();
      writeFileSync(home, `${text}\n\nPDF round ${round}.\n`);
      await page.getByText(`PDF round ${round}.`).waitFor();
      check(await page.locator('main a[href$=".pdf"]').count() > 0, 'the link to the PDF went while it was made');
      await page.getByText('The PDF is being made').waitFor();
      await ready.waitFor({ timeout: 300_000 });
      pdfTimes.push(clock() - start);
    }
    console.log(`save to whole PDF, 5 rounds: ${told(pdfTimes)}`);
  }

  // ---- Doing nothing.
  if (process.platform === 'linux') {
    const spent = () => { const parts = readFileSync(`/proc/${preview.pid}/stat`, 'utf8').split(') ')[1].split(' '); return Number(parts[11]) + Number(parts[12]); };
    await moment();
    const start = spent();
    await page.evaluate(() => new Promise((done) => { setTimeout(done, 8_000); }));
    const share = (spent() - start) / 8;
    console.log(`idle: ${share.toFixed(1)} % of a processor over 8 s`);
    check(share < 5, 'the preview is busy although nothing happens');
  }
} finally {
  await browser.close();
  preview.removeAllListeners('exit');
  preview.kill();
  rmSync(work, { recursive: true, force: true });
}
if (faults.length > 0) {
  console.log(`${faults.length} faults:\n  ${faults.join('\n  ')}`);
  process.exit(1);
}
console.log('the preview does what an editor needs, and nothing for a hostile page');
