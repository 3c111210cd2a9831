// What WCAG 2.2 asks and axe does not measure, in a real browser, on every page of a site as it lies in a folder.
//
//     NODE_PATH=…/node_modules node wcag.mjs SITE-FOLDER     (needs playwright-core, Chromium)
//
//   2.5.8   targets of 24 by 24 px, or as far apart, at 320 and 1280 px; links in a sentence may be smaller
//   2.4.1   the skip link is the first stop, shows itself, and leads to the main content
//   2.4.7, 2.4.11, 2.4.13   what has the focus is marked with a contrast of 3 to 1, in light, dark and forced colours, and
//           nothing lies over it
//   1.4.11  boxes to tick, blanks and fields have an edge of 3 to 1, in light and dark
//   1.4.12  with wider text spacing nothing is cut off and nothing scrolls sideways
//   2.3.3   with reduced motion nothing moves
//   1.3.1   one banner, one main, one contentinfo; each navigation has a name of its own
//   3.2.6   help stands in the foot of every page
// and a family sheet prints on one page.
//
// CHROMIUM names the browser's program. Exit status: 0 nothing found, 1 something, 2 the check itself could not run.

import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { launch, pagesOf } from './browser.mjs';

const PAGES_AT_ONCE = 2;
const SHOWN = 3;

/** Runs in the page: what the checks share. */
const tools = () => {
  const parse = (text) => {
    const numbers = (text.match(/[\d.]+/g) ?? []).map(Number);
    return { rgb: numbers.slice(0, 3), alpha: numbers.length > 3 ? numbers[3] : 1 };
  };
  const luminance = (rgb) => {
    const [red, green, blue] = rgb.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  globalThis.contrast = (one, other) => {
    const [light, dark] = [luminance(parse(one).rgb), luminance(parse(other).rgb)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  globalThis.isSeen = (colour) => colour !== 'transparent' && parse(colour).alpha > 0;
  globalThis.behind = (element) => {
    for (let above = element; above; above = above.parentElement) {
      const colour = getComputedStyle(above).backgroundColor;
      if (isSeen(colour)) return colour;
    }
    return getComputedStyle(document.documentElement).colorScheme.includes('dark') && matchMedia('(prefers-color-scheme: dark)').matches ? 'rgb(0,0,0)' : 'rgb(255,255,255)';
  };
  globalThis.called = (element) => {
    const name = (element.textContent || element.getAttribute('aria-label') || '').trim().replace(/\s+/g, ' ').slice(0, 40);
    return `${element.tagName.toLowerCase()}${element.className ? `.${String(element.className).split(' ')[0]}` : ''} “${name}”`;
  };
  globalThis.TARGETS = 'a[href], button, summary, input:not([type=hidden]), select, textarea';
  globalThis.shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility({ visibilityProperty: true })
    && element.getClientRects().length > 0 && !element.closest('.sg-hidden'));
};

const smallTargets = () => {
  const inSentence = (element) => {
    if (getComputedStyle(element).display !== 'inline') return false;
    const block = element.parentElement.closest('p, li, td, th, dd, dt, figcaption, caption, blockquote, h1, h2, h3, h4, h5, h6, label, div');
    return block && block.textContent.trim() !== element.textContent.trim();
  };
  const boxes = shown(TARGETS).filter((element) => !element.matches('.sg-skip')).map((element) => ({ element, box: element.getBoundingClientRect() }));
  const isSmall = ({ box }) => box.width < 23.95 || box.height < 23.95;
  const centre = ({ box }) => [box.left + box.width / 2, box.top + box.height / 2];
  const reaches = ([x, y], box, radius) => {
    const near = [Math.max(box.left, Math.min(x, box.right)), Math.max(box.top, Math.min(y, box.bottom))];
    return Math.hypot(x - near[0], y - near[1]) < radius;
  };
  const crowded = (one) => boxes.some((other) => other !== one && !other.element.contains(one.element)
    && (isSmall(other) ? Math.hypot(centre(one)[0] - centre(other)[0], centre(one)[1] - centre(other)[1]) < 24 : reaches(centre(one), other.box, 12)));
  return boxes.filter((one) => isSmall(one) && !inSentence(one.element) && crowded(one))
    .map(({ element, box }) => `target of ${box.width.toFixed(0)} by ${box.height.toFixed(0)} px: ${called(element)}`);
};

const landmarks = () => {
  const problems = [];
  const outside = (element) => !element.closest('article, section, nav, aside, main');
  const count = (selector) => [...document.querySelectorAll(selector)].filter(outside).length;
  for (const [name, selector] of [['banner', 'header'], ['contentinfo', 'footer']]) {
    if (count(selector) !== 1) problems.push(`${count(selector)} landmarks of the kind ${name}`);
  }
  if (document.querySelectorAll('main').length !== 1) problems.push('not one main');
  const names = [...document.querySelectorAll('nav')].map((nav) => nav.getAttribute('aria-label')
    || document.getElementById(nav.getAttribute('aria-labelledby'))?.textContent || '');
  if (names.includes('')) problems.push('a navigation without a name');
  if (new Set(names).size !== names.length) problems.push('two navigations with one name');
  if (!document.querySelector('footer a[href$="accessibility.html"]')) problems.push('the foot does not lead to the accessibility statement');
  return problems;
};

const faintEdges = () => {
  const problems = [];
  for (const element of shown('.sg-tick, .sg-blank-empty, .sg-blank, input:not([type=hidden]), select, textarea')) {
    const style = getComputedStyle(element);
    const paper = behind(element.parentElement);
    const best = Math.max(...['Top', 'Right', 'Bottom', 'Left'].map((side) => (parseFloat(style[`border${side}Width`]) > 0 ? contrast(style[`border${side}Color`], paper) : 1)));
    // A field may also stand out by what it is filled with.
    const fill = isSeen(style.backgroundColor) ? contrast(style.backgroundColor, paper) : 1;
    if (Math.max(best, fill) < 3) problems.push(`edge of ${best.toFixed(1)} to 1: ${called(element)}`);
  }
  return problems;
};

/** Focuses one element of each kind, and measures its mark. Kinds that were measured on another page are passed over. */
const faintFocus = (measured) => {
  const problems = [];
  const kinds = [];
  for (const element of shown(`${TARGETS}, [tabindex="0"]`)) {
    const above = element.parentElement.closest('[class]');
    const kind = `${element.tagName}.${element.className} in ${above?.className ?? ''}`;
    if (measured.includes(kind) || kinds.includes(kind)) continue;
    kinds.push(kind);
    const paper = behind(element.parentElement);
    const before = getComputedStyle(element).boxShadow;
    element.focus({ preventScroll: false });
    if (document.activeElement !== element) { problems.push(`takes no focus: ${called(element)}`); continue; }
    const style = getComputedStyle(element);
    const marks = [];
    if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) marks.push(style.outlineColor);
    if (style.boxShadow !== 'none' && style.boxShadow !== before) marks.push(...(style.boxShadow.match(/rgba?\([^)]*\)/g) ?? []));
    if (isSeen(style.backgroundColor)) marks.push(style.backgroundColor);
    const best = Math.max(0, ...marks.filter(isSeen).map((mark) => contrast(mark, paper)));
    if (best < 3) problems.push(`focus marked with ${best.toFixed(1)} to 1: ${called(element)}`);
    const box = element.getClientRects()[0];
    const [x, y] = [box.left + Math.min(box.width / 2, 20), box.top + box.height / 2];
    const top = document.elementFromPoint(x, y);
    if (top && x > 0 && y > 0 && !element.contains(top) && !top.contains(element)) problems.push(`something lies over the focus: ${called(element)} under ${called(top)}`);
    element.blur();
  }
  return { problems, kinds };
};

const cutOff = () => {
  const style = document.createElement('style');
  style.textContent = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }';
  document.head.append(style);
  const problems = [];
  for (const element of shown('body *')) {
    const look = getComputedStyle(element);
    if (look.clipPath !== 'none' || element.clientWidth <= 2) continue; // hidden from sight on purpose
    const hides = ['hidden', 'clip'].includes(look.overflowX) || ['hidden', 'clip'].includes(look.overflowY);
    if (hides && (element.scrollHeight > element.clientHeight + 2 || element.scrollWidth > element.clientWidth + 2)) problems.push(`cut off with wide spacing: ${called(element)}`);
  }
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) problems.push(`scrolls sideways with wide spacing: ${wide} px`);
  style.remove();
  return problems;
};

const moving = () => {
  const moves = shown('html, body *').filter((element) => {
    const style = getComputedStyle(element);
    const lasts = (text) => text.split(',').some((time) => parseFloat(time) > 0);
    return lasts(style.transitionDuration) || (style.animationName !== 'none' && lasts(style.animationDuration));
  });
  const problems = moves.map((element) => `moves although motion is reduced: ${called(element)}`);
  if (getComputedStyle(document.documentElement).scrollBehavior === 'smooth') problems.push('scrolls smoothly although motion is reduced');
  return problems;
};

async function skipLink(tab) {
  await tab.keyboard.press('Tab');
  const problem = await tab.evaluate(() => {
    const skip = document.activeElement;
    if (!skip.matches('.sg-skip')) return 'the first stop is not the skip link';
    const box = skip.getBoundingClientRect();
    return box.top < 0 || box.height < 24 ? 'the skip link does not show itself' : '';
  });
  if (problem) return [problem];
  await tab.keyboard.press('Enter');
  const arrived = await tab.evaluate(() => document.activeElement.matches('main') || location.hash === '#sg-main');
  return arrived ? [] : ['the skip link does not lead to the main content'];
}

async function checkPage(tab, url, name, measured) {
  const problems = [];
  const note = (view, found) => {
    for (const text of found.slice(0, SHOWN)) problems.push(`${view}: ${text}`);
    if (found.length > SHOWN) problems.push(`${view}: and ${found.length - SHOWN} more like the last`);
  };
  const open = async (width, media) => {
    await tab.setViewportSize({ width, height: 900 });
    await tab.emulateMedia({ media: 'screen', colorScheme: 'light', forcedColors: 'none', reducedMotion: 'no-preference', ...media });
    await tab.goto(url, { waitUntil: 'load' });
    await tab.evaluate(tools);
  };
  await open(1280, { reducedMotion: 'reduce' });
  note('1280 px', await tab.evaluate(smallTargets));
  note('landmarks', await tab.evaluate(landmarks));
  note('reduced motion', await tab.evaluate(moving));
  note('light', await tab.evaluate(faintEdges));
  note('keyboard', await skipLink(tab));
  await tab.evaluate(() => { for (const details of document.querySelectorAll('details')) details.open = true; });
  for (const [view, media] of [['light', {}], ['dark', { colorScheme: 'dark' }], ['forced colours', { forcedColors: 'active' }]]) {
    await tab.emulateMedia({ colorScheme: 'light', forcedColors: 'none', ...media });
    if (view === 'dark') note(view, await tab.evaluate(faintEdges));
    const { problems: found, kinds } = await tab.evaluate(faintFocus, measured[view]);
    measured[view].push(...kinds);
    note(`${view}, focus`, found);
  }
  await open(320, {});
  note('320 px', await tab.evaluate(smallTargets));
  note('320 px', await tab.evaluate(cutOff));
  if (/(^|\/)family-[^/]*$/.test(name) && (await tab.evaluate(() => document.querySelector('.sg-family') !== null))) {
    await tab.emulateMedia({ media: 'print' });
    const pdf = await tab.pdf({ preferCSSPageSize: true });
    const pages = (pdf.toString('latin1').match(/\/Type\s*\/Page(?![a-zA-Z])/g) ?? []).length;
    if (pages !== 1) problems.push(`print: the sheet takes ${pages} pages`);
  }
  return problems;
}

async function main(folder) {
  if (!folder) {
    console.error('usage: node wcag.mjs SITE-FOLDER');
    return 2;
  }
  // 404.html has whole addresses, for any path: axe.mjs opens it at one, and keeps pages that lead on where they are.
  const files = pagesOf(folder);
  if (files.length === 0) {
    console.error(`${folder} holds no HTML`);
    return 2;
  }
  const browser = await launch();
  const context = await browser.newContext();
  const measured = { light: [], dark: [], 'forced colours': [] };
  const found = new Map();
  const waiting = [...files];
  const worker = async () => {
    const tab = await context.newPage();
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      found.set(name, await checkPage(tab, pathToFileURL(resolve(join(folder, name))).href, name, measured));
    }
  };
  await Promise.all(Array.from({ length: PAGES_AT_ONCE }, worker));
  await browser.close();
  const failing = files.filter((name) => found.get(name).length > 0);
  for (const name of failing) {
    console.log(`FAIL ${name}`);
    for (const problem of found.get(name)) console.log(`  ${problem}`);
  }
  console.log(`${failing.length > 0 ? 'FAIL' : 'pass'} ${folder}: ${files.length} pages, ${measured.light.length} kinds of focus, ${failing.length} pages with problems`);
  return failing.length > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv[2]);
} catch (error) {
  console.error(error);
  process.exit(2);
}
