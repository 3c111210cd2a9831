// What MuPDF makes of a PDF's internal links: a line a link, `page left-edge destination-page`.
//
//     mutool run mupdf.js FILE.pdf
//
// Written in the old JavaScript that mutool speaks; newer versions turned properties into methods.

var file = scriptArgs[0];
var pdf = Document.openDocument ? Document.openDocument(file) : new Document(file);

function pageOf(uri) {
	// A name that is not found stays a name, and resolveLink then says page 0.
	var found = pdf.resolveLink(uri);
	var page = typeof found === "number" ? found : found.page;
	var known = uri.indexOf("#page=") === 0 || typeof found === "number" || found.x !== null;
	return known && page >= 0 ? page + 1 : 0;
}

for (var i = 0; i < pdf.countPages(); ++i) {
	var links = pdf.loadPage(i).getLinks();
	for (var k = 0; k < links.length; ++k) {
		var uri = links[k].getURI ? links[k].getURI() : links[k].uri;
		var bounds = links[k].getBounds ? links[k].getBounds() : links[k].bounds;
		if (uri.charAt(0) === "#")
			print(i + 1, Math.round(bounds[0]), pageOf(uri));
	}
}
