// How text is cut into words, and which words count as the same. The other two scripts are sent with this one before them,
// all in one function, so that nothing of them is seen outside.
//
// Plain JavaScript of 2018, loaded with `defer` by the two pages that use it. It sets no cookie, stores nothing and asks for one
// file, the index, which is a script so that it can be read from a folder on a memory stick (`fetch` cannot). Whatever comes
// from the index or from the reader becomes a text node: nothing is ever read as markup.

// Words that say nothing about what is sought.
const STOP_WORDS = new Set(('a about am an and any are as at be by can could do does for from get had has have he her him his how i if in into is ' +
  'it its me my need of on or our out she should so that the their them then there these they this those to up us want was we were what when ' +
  'where which who why will with would you your').split(' '));

const WORD = /[\p{L}\p{N}]+(?:['’ʼ-][\p{L}\p{N}]+)*/gu;

// Capitals, accents and apostrophes count for nothing: “Child’s” is “childs”, “café” is “cafe”.
const plain = (text) => text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/['’ʼ]/g, '');

// The words of a text. A word with a hyphen is also its parts: “co-ordinator”, “coordinator”, “co”, “ordinator”.
// A text says the same words again and again, so what each of them is, is kept.
const known = new Map();
const wordsIn = (token) => {
  let words = known.get(token);
  if (words === undefined) {
    const parts = plain(token).split('-').filter(Boolean);
    words = parts.length > 1 ? [...parts, parts.join('')] : parts;
    known.set(token, words);
  }
  return words;
};
const wordsOf = (text) => {
  const words = [];
  for (const token of text.match(WORD) || []) words.push(...wordsIn(token));
  return words;
};

// The part of an English word that stays when its ending changes: “referrals”, “referral”; “planning”, “planned”, “plan”.
const stems = new Map();
const stem = (word) => {
  let known = stems.get(word);
  if (known === undefined) {
    known = cut(word);
    stems.set(word, known);
  }
  return known;
};
const cut = (word) => {
  let rest = word;
  if (/\d/.test(rest) || rest.length < 4) return rest;
  if (rest.endsWith('ies') && rest.length > 4) rest = rest.slice(0, -3) + 'y';
  else if (/(ss|sh|ch|x|z)es$/.test(rest)) rest = rest.slice(0, -2);
  else if (/[^sui]s$/.test(rest)) rest = rest.slice(0, -1);
  if (rest.length > 5 && rest.endsWith('ing')) rest = single(rest.slice(0, -3));
  else if (rest.length > 4 && /[^e]ed$/.test(rest)) rest = single(rest.slice(0, -2));
  return rest.length > 4 && rest.endsWith('e') ? rest.slice(0, -1) : rest;
};
const single = (word) => (/([bdgmnprt])\1$/.test(word) ? word.slice(0, -1) : word);

// How many letters a slip may be off: “speach” one, “phsychologist” two; a short word none, or it would mean any other.
const slipsIn = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

// Whether one word becomes the other by so many letters put in, left out, changed, or swapped with the next.
const isNear = (one, two, most) => {
  if (Math.abs(one.length - two.length) > most) return false;
  let before = [];
  let last = Array.from({ length: two.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= two.length; j += 1) {
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] === two[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return false;
    before = last;
    last = row;
  }
  return last[two.length] <= most;
};

// Which letters a word has, as bits: two words that are near share nearly all, which is quick to see.
const lettersOf = (word) => {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) bits |= 1 << word.charCodeAt(at) % 31;
  return bits;
};
const count = (bits) => {
  let ones = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) ones += 1;
  return ones;
};

// How long nobody types before a count is said aloud, in milliseconds.
const QUIET_FOR = 700;
