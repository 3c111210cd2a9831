// Do the fragments hold in a page that has its own styles? Each is put into a page like those of council platforms, whose
// styles reset and repaint everything, and opened in a real browser.
//
//     NODE_PATH=…/node_modules node fragments.mjs FRAGMENTS-FOLDER     (needs axe-core 4, playwright-core, Chromium)
//
// Fails on a violation of WCAG 2.2 AA, on sideways scrolling at 320 px, on an id that stands twice, on a heading above the
// page's own, on a hidden word that shows, and when the fragments' style sheet changes anything of the page around them.
//
// CHROMIUM names the browser's program. PICTURES names a folder for pictures of a few of the pages.
// Exit status: 0 nothing found, 1 something, 2 the check itself could not run.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { axe, launch } from './browser.mjs';

const AXE = axe();
const OPTIONS = { preload: false, runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } };
const WIDTHS = [1280, 320];
const PLATFORM = 'https://platform.example/';

/** A page of a platform whose styles reach for everything. */
const page = (title, fragment, hasSheet) => `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
*,::before,::after{box-sizing:border-box;margin:0;padding:0}
body{font:16px/1.5 Georgia,serif;color:#222;background:#fffef8}
a{color:#b00000;text-decoration:underline}
ul,ol{list-style:none} h1,h2,h3,h4,h5,h6{color:#004d40;text-transform:uppercase;font-weight:400;margin:1em 0 .4em}
p{margin:0 0 1em} dl{overflow:hidden} dt{float:left;clear:left;width:30%;text-align:right;padding-right:1em} dd{margin-left:34%}
table{display:block;overflow:visible;border:3px double #777;table-layout:fixed;font-size:11px} #content table td,.rich-text td{border:2px dotted #777;padding:2px;white-space:nowrap}
th{background:#333;color:#fff;text-align:center} img{width:100%;float:right} svg{display:block;fill:#c00;width:auto} span{letter-spacing:.02em}
section{border:1px dashed #bbb;padding:4px} sup{font-size:1em;vertical-align:baseline}
.card{display:none} .box{position:fixed} .hidden{visibility:hidden}
#header{background:#004d40;color:#fff;padding:12px} #header a{color:#fff} #content{max-width:60rem;padding:16px} #footer{background:#eee;padding:12px}
</style>${hasSheet ? '<link rel="stylesheet" href="senco-guide.css">' : ''}</head>
<body><header id="header"><a href="#content">Skip</a> <a href="/">The council</a></header><nav id="nav" aria-label="Site"><ul><li class="card-of-ours"><a href="/a">Schools</a></li></ul></nav>
<main id="content" class="rich-text"><h1 id="title">The council's page</h1><p class="probe">Words of <a href="/x">the platform</a>.</p>
${fragment}
<table class="probe"><tr><th scope="col">Ours</th></tr><tr><td>cell</td></tr></table><ul class="probe"><li>item</li></ul></main>
<footer id="footer"><p class="probe">Foot</p></footer></body></html>`;

/** Everything about the look of the page around the fragment. */
const around = () => {
  const own = [...document.querySelectorAll('body *')].filter((element) => !element.closest('.sg-fragment'));
  return own.map((element) => {
    const style = getComputedStyle(element);
    return `${element.tagName}${['color', 'backgroundColor', 'fontSize', 'fontFamily', 'paddingLeft', 'marginTop', 'display',
      'borderTopWidth', 'listStyleType', 'textTransform'].map((name) => style[name]).join(';')}`;
  }).join('\n');
};

const inside = () => {
  const problems = [];
  const wrapper = document.querySelector('.sg-fragment');
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) problems.push(`the id ${id} stands twice`);
  if (wrapper.querySelector('h1')) problems.push('a second h1');
  for (const element of wrapper.querySelectorAll('.sg-hidden')) {
    const { width, height } = element.getBoundingClientRect();
    if (width > 2 || height > 2) problems.push(`hidden words show: ${element.textContent}`);
  }
  for (const mark of wrapper.querySelectorAll('.sg-mark')) {
    if (mark.getBoundingClientRect().width > 40) problems.push('a mark is larger than its line');
  }
  return problems;
};

async function main(folder) {
  if (!folder) {
    console.error('usage: node fragments.mjs FRAGMENTS-FOLDER');
    return 2;
  }
  const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
  const browser = await launch();
  const context = await browser.newContext();
  let hasSheet = true;
  await context.route('**/*', (route) => {
    const path = new URL(route.request().url()).pathname.slice(1);
    if (route.request().url().startsWith(PLATFORM) && path.endsWith('senco-guide.css')) return route.fulfill({ path: join(folder, 'senco-guide.css') });
    if (!route.request().url().startsWith(PLATFORM) || route.request().resourceType() !== 'document') return route.abort();
    const body = page(path, readFileSync(join(folder, path), 'utf8'), hasSheet).replace('href="senco-guide.css"', 'href="/senco-guide.css"');
    return route.fulfill({ contentType: 'text/html; charset=utf-8', body });
  });
  const tab = await context.newPage();
  let failing = 0;
  for (const { file } of index.fragments) {
    const problems = [];
    for (const width of WIDTHS) {
      await tab.setViewportSize({ width, height: 900 });
      hasSheet = false;
      await tab.goto(PLATFORM + file, { waitUntil: 'load' });
      const bare = await tab.evaluate(around);
      hasSheet = true;
      await tab.goto(PLATFORM + file, { waitUntil: 'load' });
      if ((await tab.evaluate(around)) !== bare) problems.push(`${width} px: the style sheet changes the page around the fragment`);
      problems.push(...(await tab.evaluate(inside)).map((text) => `${width} px: ${text}`));
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) problems.push(`${width} px: scrolls sideways, ${wide} px wide`);
      await tab.evaluate(AXE);
      const { violations } = await tab.evaluate((options) => globalThis.axe.run('.sg-fragment', options), OPTIONS);
      for (const { id, nodes } of violations) problems.push(`${width} px: ${id}, ${nodes.length} times: ${nodes.slice(0, 2).map((node) => node.target.join(' ')).join(' | ')}`);
      if (process.env.PICTURES) await tab.screenshot({ path: join(process.env.PICTURES, `${file.replaceAll('/', '-')}.${width}.png`), fullPage: true });
    }
    if (problems.length > 0) {
      failing += 1;
      console.log(`FAIL ${file}`);
      for (const problem of problems) console.log(`  ${problem}`);
    }
  }
  await browser.close();
  console.log(`${failing > 0 ? 'FAIL' : 'pass'} ${folder}: ${index.fragments.length} fragments in a page with its own styles, ${failing} with problems`);
  return failing > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv[2]);
} catch (error) {
  console.error(error);
  process.exit(2);
}
