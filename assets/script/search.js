// Searches the guide and the text of its documents.
//
// 1. Index: which words stand where.
// 2. Query: which words of the index a word of the query may mean, and how much each place has of them.
// 3. Page: the results, told politely.
// ---------------------------------------------------------------- 1. Index

// How much a word counts by where it stands.
const WEIGHT = { title: 10, ways: 5, heading: 5, about: 4, owner: 1.5, file: 2, text: 1 };

// Reads the index: `places` are the heads of entries (title, what it is for) and their sections, and `vocabulary` says in which
// places a stem stands and how much it counts there.
const read = (index) => {
  const places = [];
  const vocabulary = new Map();
  const add = (place, text, weight) => {
    for (const word of wordsOf(text)) {
      if (STOP_WORDS.has(word)) continue;
      const key = stem(word);
      let entry = vocabulary.get(key);
      if (entry === undefined) {
        entry = { stem: key, word, letters: lettersOf(key), at: new Map() };
        vocabulary.set(key, entry);
      }
      // Once is what matters; again counts a little, up to twice as much.
      const sum = entry.at.get(place) || 0;
      entry.at.set(place, sum < weight ? sum + weight : Math.min(sum + weight * 0.1, sum < 2 * weight ? 2 * weight : sum));
    }
  };
  index.entries.forEach((entry, number) => {
    entry.stems = new Set(wordsOf(entry.title).filter((word) => !STOP_WORDS.has(word)).map(stem));
    const head = places.push({ entry: number, section: null }) - 1;
    add(head, entry.title, WEIGHT.title);
    for (const way of entry.ways || []) add(head, way, WEIGHT.ways);
    add(head, entry.about || '', WEIGHT.about);
    add(head, entry.owner || '', WEIGHT.owner);
    add(head, entry.kind || '', WEIGHT.owner);
    if (entry.download) add(head, decodeURIComponent(entry.download).replace(/^.*\/|\.\w+$/g, ''), WEIGHT.file);
    for (const section of entry.sections) {
      const place = places.push({ entry: number, section }) - 1;
      add(place, section.heading || '', WEIGHT.heading);
      add(place, section.text, WEIGHT.text);
    }
  });
  const abbreviations = index.abbreviations.map(({ short, long }) => ({
    short: stem(plain(short)),
    long: wordsOf(long).filter((word) => !STOP_WORDS.has(word)).map(stem),
  }));
  return { entries: index.entries, places, vocabulary, words: [...vocabulary.values()], abbreviations };
};

// ---------------------------------------------------------------- 2. Query

const MOST_WORDS = 24;
// How many more sections of a page or document are named below a result.
const OTHERS_SHOWN = 3;

// What a word of the query may mean: words of the index, each with how sure that is.
const meanings = (guide, word, isLast) => {
  const own = stem(word);
  const found = new Map();
  const exact = guide.vocabulary.get(own);
  if (exact) found.set(exact, 1);
  // The word may not be finished yet, or be one of a family: “refer”, “referral”.
  if (word.length > 3 || (isLast && word.length > 1)) {
    for (const entry of guide.words) {
      if (entry !== exact && (entry.stem.startsWith(own) || entry.word.startsWith(word))) {
        found.set(entry, (exact ? 0.4 : 0.8) * Math.max(0.4, own.length / entry.stem.length));
      }
    }
  }
  if (found.size > 0) return { found, meant: null };
  const slips = slipsIn(own);
  const letters = lettersOf(own);
  let meant = null;
  for (let most = 1; most <= slips && found.size === 0; most += 1) {
    for (const entry of guide.words) {
      if (count(entry.letters ^ letters) <= 2 * most && isNear(own, entry.stem, most)) {
        found.set(entry, 0.7 / most);
        if (!meant || entry.at.size > meant.at.size) meant = entry;
      }
    }
  }
  return { found, meant };
};

// Searches: the entries that have most of the words, best first, each with its best sections.
const search = (guide, query) => {
  const all = wordsOf(query).slice(0, MOST_WORDS);
  const telling = all.filter((word) => !STOP_WORDS.has(word));
  // A word with a hyphen comes in parts and whole. Whole it is the same word again.
  const words = (telling.length > 0 ? telling : all).filter((word, at, list) => list.indexOf(word) === at);
  const endsOpen = !/\s$/.test(query);
  const groups = [];
  const meant = [];
  const marked = new Set();
  words.forEach((word, at) => {
    const meaning = meanings(guide, word, endsOpen && at === words.length - 1);
    const group = { weights: new Map(), rarity: 0 };
    const put = (place, weight) => {
      if (weight > (group.weights.get(place) || 0)) group.weights.set(place, weight);
    };
    for (const [entry, sure] of meaning.found) {
      marked.add(entry.stem);
      for (const [place, weight] of entry.at) put(place, weight * sure);
    }
    // An abbreviation means the places that have all the words it stands for …
    for (const { short, long } of guide.abbreviations) {
      if (short === stem(word)) {
        const each = long.map((part) => guide.vocabulary.get(part));
        if (each.every(Boolean)) {
          for (const [place] of each[0].at) {
            if (each.every((entry) => entry.at.has(place))) {
              put(place, 0.8 * Math.min(...each.map((entry) => entry.at.get(place))));
            }
          }
          long.forEach((part) => marked.add(part));
        }
      }
    }
    if (meaning.meant) meant.push([word, meaning.meant.word]);
    group.word = word;
    group.stem = stem(word);
    groups.push(group);
  });
  // … and the words it stands for, when all of them are asked for, mean the abbreviation.
  const asked = new Set(groups.map((group) => group.stem));
  const near = (part) => asked.has(part) || groups.some((group) => meant.some(([word, was]) => word === group.word && stem(was) === part));
  for (const { short, long } of guide.abbreviations) {
    const entry = guide.vocabulary.get(short);
    if (entry && long.length > 1 && long.every(near)) {
      marked.add(short);
      for (const group of groups) {
        if (long.includes(group.stem)) {
          for (const [place, weight] of entry.at) if (0.8 * weight > (group.weights.get(place) || 0)) group.weights.set(place, 0.8 * weight);
        }
      }
    }
  }
  const total = guide.places.length;
  for (const group of groups) group.rarity = Math.log(1 + total / (1 + group.weights.size));
  return { results: rank(guide, groups), marked, meant, unknown: groups.filter((group) => group.weights.size === 0).map((group) => group.word) };
};

// Puts what was found in one entry together: its head says what it is about, its sections where.
const rank = (guide, groups) => {
  const byEntry = new Map();
  groups.forEach((group, number) => {
    for (const [place, weight] of group.weights) {
      const { entry, section } = guide.places[place];
      let found = byEntry.get(entry);
      if (!found) byEntry.set(entry, (found = { head: [], sections: new Map() }));
      let row = found.head;
      if (section) {
        row = found.sections.get(section);
        if (!row) found.sections.set(section, (row = []));
      }
      row[number] = weight;
    }
  });
  const score = (row) => {
    let sum = 0;
    let covered = 0;
    groups.forEach((group, number) => {
      if (row[number]) {
        sum += group.rarity * row[number];
        covered += group.rarity;
      }
    });
    const wanted = groups.reduce((all, group) => all + group.rarity, 0);
    // To have all the words counts far more than to have one of them often.
    return sum * (covered / wanted) ** 2;
  };
  const both = (one, two) => groups.map((_, number) => Math.max(one[number] || 0, two[number] || 0));
  const results = [];
  for (const [number, { head, sections }] of byEntry) {
    const entry = guide.entries[number];
    const order = [...sections].map(([section, row]) => ({ section, score: score(row), with: score(both(head, row)) }))
      .sort((one, two) => two.with - one.with || two.score - one.score);
    const alone = score(head);
    const best = order.length > 0 ? order[0].with : 0;
    const inTitle = groups.filter((group) => entry.stems.has(group.stem)).length;
    const named = entry.stems.size > 0 ? inTitle / Math.max(entry.stems.size, groups.length) : 0;
    // A title that is what was asked for comes first, and a form before prose.
    const factor = 1 + named + (entry.form ? 0.25 + named / 2 : 0);
    const wholeInHead = groups.every((group, at) => group.weights.size === 0 || head[at]);
    const isHead = wholeInHead || order.length === 0 || alone >= order[0].score * 2;
    results.push({ entry, score: Math.max(alone, best) * factor, section: isHead ? null : order[0].section,
      others: order.filter((one) => one.section.at && one.score > 0.35 * order[0].score).slice(0, OTHERS_SHOWN + 1).map((one) => one.section), named });
  }
  results.sort((one, two) => two.score - one.score || guide.entries.indexOf(one.entry) - guide.entries.indexOf(two.entry));
  // What has hardly anything of the query only hides the rest.
  return results.filter((result) => result.score > results[0].score * 0.04);
};

// The words around those that were found, in pieces of which every second one is to be marked.
const SNIPPET = 34;
const snippet = (text, marked) => {
  const tokens = [];
  WORD.lastIndex = 0;
  for (let found = WORD.exec(text); found; found = WORD.exec(text)) {
    const [token] = found;
    const hit = wordsIn(token).find((word) => marked.has(stem(word)) && !STOP_WORDS.has(word));
    tokens.push({ start: found.index, end: found.index + token.length, isHit: hit !== undefined, stem: hit });
  }
  if (tokens.length === 0) return [text.slice(0, 200)];
  let best = 0;
  let most = -1;
  for (let from = 0; from === 0 || from + SNIPPET / 2 < tokens.length; from += 6) {
    const here = new Set();
    for (let at = from; at < from + SNIPPET && at < tokens.length; at += 1) if (tokens[at].isHit) here.add(tokens[at].stem);
    if (here.size > most) [best, most] = [from, here.size];
  }
  const shown = tokens.slice(best, best + SNIPPET);
  const pieces = [best > 0 ? '… ' : ''];
  let at = shown[0].start;
  for (const token of shown.filter((one) => one.isHit)) {
    pieces[pieces.length - 1] += text.slice(at, token.start);
    pieces.push(text.slice(token.start, token.end), '');
    at = token.end;
  }
  const isWhole = best + SNIPPET >= tokens.length;
  pieces[pieces.length - 1] += isWhole ? text.slice(at) : `${text.slice(at, shown[shown.length - 1].end)} …`;
  return pieces;
};

// ---------------------------------------------------------------- 3. Page

// A node with a class and with children, which are nodes or words.
const node = (name, className, ...children) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== ''));
  return made;
};
const link = (address, ...words) => {
  const made = node('a', '', ...words);
  made.setAttribute('href', address);
  return made;
};
const marks = (pieces) => pieces.map((piece, at) => (at % 2 === 1 ? node('mark', '', piece) : piece));
const hidden = (words) => node('span', 'sg-hidden', words);

// “, under Educational psychology” on a page, “, page 3” in a PDF.
const spot = (entry, section) => {
  if (!section || !section.heading) return null;
  return node('span', 'sg-where', section.at && section.at.includes('#page=') ? `, ${section.heading}` : `, under ${section.heading}`);
};

const hit = ({ entry, section, others, named }, marked) => {
  const item = node('li', 'sg-hit');
  const address = (section && section.at) || entry.address;
  const kind = entry.kind || (entry.download ? 'Document' : 'Page of the guide');
  item.append(node('p', 'sg-hit-kind', entry.facts ? `${kind} · ${entry.facts}` : kind));
  item.append(node('h3', '', link(address, entry.title, spot(entry, section))));
  const shown = section || (named < 1 && others[0]);
  const text = section ? section.text : entry.about || (shown && shown.text) || (entry.sections[0] || { text: '' }).text;
  if (text) item.append(node('p', 'sg-snippet', ...marks(snippet(text, marked))));
  // As they stand, not by how much they have.
  const inOrder = (one, two) => entry.sections.indexOf(one) - entry.sections.indexOf(two);
  const more = others.filter((other) => other !== section).slice(0, OTHERS_SHOWN).sort(inOrder);
  if (more.length > 0) {
    const list = node('ul', 'sg-others');
    for (const other of more) {
      list.append(node('li', '', link(other.at, other.heading, hidden(` in ${entry.title}`))));
    }
    item.append(node('p', 'sg-hit-kind sg-others-title', section ? 'Also in it' : 'Found in it'), list);
  }
  if (entry.download) {
    const ways = node('p', 'sg-hit-ways', link(entry.download, 'Download', hidden(` ${entry.title}`), ` (${entry.facts})`));
    if (address !== entry.address) ways.append(link(entry.address, 'About this document', hidden(`: ${entry.title}`)));
    item.append(ways);
  }
  return item;
};

const RESULTS_SHOWN = 20;
// So many results are made before the page is drawn, the others just after: the first one must not wait for the last.
const AT_ONCE = 3;

const startSearch = (form) => {
  const byId = (id) => document.getElementById(id);
  const field = byId('sg-q');
  const [found, heading, meantLine, none, hits, more, everything, said] =
    ['sg-found', 'sg-count', 'sg-meant', 'sg-none', 'sg-hits', 'sg-more', 'sg-all', 'sg-said'].map(byId);
  let guide = null;
  let isAsked = false;
  let later = 0;
  let rest = 0;
  let showsAll = false;

  // Told when the typing pauses: a screen reader would otherwise speak at every letter.
  const tell = (words) => {
    clearTimeout(later);
    later = setTimeout(() => { said.textContent = words; }, QUIET_FOR);
  };

  const show = () => {
    const query = field.value.trim();
    const isEmpty = wordsOf(query).length === 0;
    found.hidden = query === '';
    everything.hidden = query !== '';
    if (query === '') {
      tell('');
      return;
    }
    if (!guide) {
      heading.textContent = 'Looking …';
      load();
      return;
    }
    const { results, marked, meant, unknown } = isEmpty ? { results: [], marked: new Set(), meant: [], unknown: [] } : search(guide, field.value);
    const words = results.length === 0 ? `No results for “${query}”` : `${results.length} ${results.length === 1 ? 'result' : 'results'} for “${query}”`;
    heading.textContent = words;
    const notes = meant.map(([word, was]) => `“${word}” is nowhere in the guide: these are for “${was}”.`);
    if (results.length > 0) notes.push(...unknown.map((word) => `“${word}” is nowhere in the guide.`));
    meantLine.textContent = notes.join(' ');
    meantLine.hidden = notes.length === 0;
    none.hidden = results.length > 0;
    hits.hidden = results.length === 0;
    const shown = showsAll ? results : results.slice(0, RESULTS_SHOWN);
    const items = (results) => results.map((result) => hit(result, marked));
    clearTimeout(rest);
    hits.replaceChildren(...items(shown.slice(0, AT_ONCE)));
    const add = () => hits.append(...items(shown.slice(AT_ONCE)));
    if (showsAll) add();
    else rest = setTimeout(add);
    more.hidden = shown.length === results.length;
    tell(`${words}. ${notes.join(' ')}`);
  };

  // The index is asked for once, when it is first needed.
  const load = () => {
    if (isAsked) return;
    isAsked = true;
    const script = document.createElement('script');
    script.src = form.dataset.index;
    script.onload = () => {
      guide = read(globalThis.sencoGuideIndex);
      show();
    };
    script.onerror = () => {
      heading.textContent = 'The search could not be loaded';
      everything.hidden = false;
    };
    document.head.append(script);
  };

  // The address says what was asked, so that it can be sent to a colleague, and “back” leads to the question before.
  const remember = () => {
    const address = `${location.pathname}${field.value ? `?q=${encodeURIComponent(field.value)}` : ''}`;
    try {
      history.pushState(null, '', address);
    } catch (refused) {
      // Some browsers keep the address of a file as it is; the search works all the same.
    }
  };
  const take = () => {
    field.value = new URLSearchParams(location.search).get('q') || '';
    showsAll = false;
    show();
  };

  field.addEventListener('focus', load);
  field.addEventListener('input', () => {
    showsAll = false;
    show();
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && field.value !== '') {
      event.preventDefault();
      field.value = '';
      show();
    }
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    remember();
    show();
    if (field.value.trim() !== '') heading.focus();
  });
  more.firstElementChild.addEventListener('click', () => {
    const before = hits.children.length;
    showsAll = true;
    show();
    const next = hits.children[before];
    if (next) next.querySelector('a').focus();
  });
  addEventListener('popstate', take);
  take();
};

startSearch(document.querySelector('form[data-index]'));
