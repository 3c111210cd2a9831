// What the checks in a browser share: where the browser is and how it is started, axe-core, and the pages of a site.
//
// CHROMIUM names the browser's program (default: the first found of the usual ones).

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** `import` does not look in NODE_PATH, `require` does. */
export const require = createRequire(import.meta.url);

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'];
// A closed network would otherwise answer the browser's own errands with errors at every start.
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

/** Starts Chromium. */
export function launch() {
  const executablePath = process.env.CHROMIUM ?? BROWSERS.find(existsSync);
  if (!executablePath) throw new Error(`No browser: set CHROMIUM, or install one of ${BROWSERS.join(' ')}`);
  return require('playwright-core').chromium.launch({ executablePath, args: QUIET });
}

/** The text of axe-core, to be run in a page. */
export const axe = () => readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Whether a page of a site leads on at once, so that nobody can stay on it. */
export const leadsOn = (folder, name) => readFileSync(join(folder, name), 'utf8').includes('http-equiv="refresh"');

/** The pages of a site that a reader stays on, by name. 404.html is none: it is sent for any address, and has whole ones. */
export const pagesOf = (folder) => readdirSync(folder, { recursive: true })
  .filter((name) => name.endsWith('.html') && name !== '404.html' && !leadsOn(folder, name)).sort();
