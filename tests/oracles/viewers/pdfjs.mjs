// What pdf.js, the viewer of Firefox, makes of a PDF's links, named destinations and bookmarks.
//
//     node pdfjs.mjs FILE.pdf      (needs npm's pdfjs-dist, found by NODE_PATH)
//
// Lines as ../viewers.py wants them; points are in the units of the page.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const found = createRequire(import.meta.url).resolve("pdfjs-dist/legacy/build/pdf.mjs");
const { getDocument } = await import(pathToFileURL(found));
const pdf = await getDocument({ data: new Uint8Array(readFileSync(process.argv[2])), verbosity: 0 }).promise;
const pages = new Map();

/// `page x y` of a destination; the page is 0 when pdf.js finds none, a coordinate `-` when it leaves it as it is.
async function told(dest) {
	const explicit = typeof dest === "string" ? await pdf.getDestination(dest) : dest;
	if (!Array.isArray(explicit)) return "0 - -";
	const [page, fit, ...numbers] = explicit;
	let index = page;
	if (typeof page === "object" && page) {
		const key = `${page.num} ${page.gen}`;
		if (!pages.has(key)) pages.set(key, await pdf.getPageIndex(page).catch(() => -1));
		index = pages.get(key);
	}
	const at = number => typeof number === "number" ? number.toFixed(2) : "-";
	const point = {
		XYZ: [at(numbers[0]), at(numbers[1])],
		FitH: ["-", at(numbers[0])],
		FitBH: ["-", at(numbers[0])],
		FitV: [at(numbers[0]), "-"],
		FitBV: [at(numbers[0]), "-"],
		FitR: [at(numbers[0]), at(numbers[3])],
	}[fit.name] ?? ["-", "-"];
	return `${index + 1} ${point.join(" ")}`;
}

const lines = [];
for (let number = 1; number <= pdf.numPages; ++number) {
	const page = await pdf.getPage(number);
	for (const annotation of await page.getAnnotations())
		if (annotation.subtype === "Link" && annotation.dest)
			lines.push(`link ${number} ${Math.round(annotation.rect[0])} ${await told(annotation.dest)}`);
}
let number = 0;
const waiting = [...(await pdf.getOutline() ?? [])].reverse();
while (waiting.length > 0) {
	const item = waiting.pop();
	lines.push(`bookmark ${number++} 0 ${await told(item.dest)}`);
	waiting.push(...[...item.items].reverse());
}
// Its worker would keep the process alive.
process.stdout.write(lines.join("\n") + "\n", () => process.exit(0));
