// What MuPDF makes of a PDF's links, named destinations and bookmarks.
//
//     mutool run mupdf.js FILE.pdf
//
// Lines as ../viewers.py wants them; points are as seen on the page, from its upper left corner.
// Written in the old JavaScript that mutool speaks; newer versions turned properties into methods.

var file = scriptArgs[0];
var pdf = Document.openDocument ? Document.openDocument(file) : new Document(file);

function at(number) {
	return typeof number === "number" && isFinite(number) ? number.toFixed(2) : "-";
}

// `page x y` of an address within the file; page 0 for a name that is not found: it stays a name, and resolveLink says page 0.
function told(uri) {
	if (!uri || uri.charAt(0) !== "#")
		return "0 - -";
	var found = pdf.resolveLink(uri);
	if (typeof found === "number")
		return (found + 1) + " - -";
	// Rectangles are not turned into what is seen (1.21), so that their corner says
	// nothing.
	if (found.type === "FitR")
		return (found.page + 1) + " ? ?";
	var known = uri.indexOf("#page=") === 0 || found.x !== null;
	return known && found.page >= 0 ? (found.page + 1) + " " + at(found.x) + " " + at(found.y) : "0 - -";
}

for (var i = 0; i < pdf.countPages(); ++i) {
	var links = pdf.loadPage(i).getLinks();
	for (var k = 0; k < links.length; ++k) {
		var uri = links[k].getURI ? links[k].getURI() : links[k].uri;
		var bounds = links[k].getBounds ? links[k].getBounds() : links[k].bounds;
		if (uri.charAt(0) === "#")
			print("link", i + 1, Math.round(bounds[0]), told(uri));
	}
}

var number = 0;
function bookmarks(items) {
	for (var i = 0; items && i < items.length; ++i) {
		print("bookmark", number++, 0, told(items[i].uri));
		bookmarks(items[i].down);
	}
}
bookmarks(pdf.loadOutline());
