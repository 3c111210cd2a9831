// The preview in the browser: shows the page anew when the guide was built again, and hands the panel's buttons on.
//
// 1. The server tells of every new state by a number (server-sent events).
// 2. The page is asked for again. Its content takes the place of the old one without the reader's place being lost, and only when it
//    differs; the panel likewise, with its focus. A page with a script of its own is loaded again instead.
// 3. A page that the editor saved is gone to, unless they said no.
// 4. A button says which finding of which build it means. It never says which file.
(() => {
  const panel = () => document.getElementById('sg-preview');
  const inPanel = (id) => panel().querySelector(`#${id}`);
  const ENDED = 'The preview has ended. When it is started again, this page goes on by itself.';
  // Private windows may refuse to keep anything; the preview works all the same.
  const kept = {
    get: (name) => { try { return sessionStorage.getItem(`sg-preview-${name}`); } catch { return null; } },
    set: (name, value) => { try { sessionStorage.setItem(`sg-preview-${name}`, value); } catch { /* not kept */ } },
  };

  // ---------------------------------------------------------------- The panel: folded or not, and whether it goes along

  const isNarrow = () => matchMedia('(max-width: 63.99em)').matches;
  const isFolded = () => (kept.get('folded') ?? (isNarrow() ? 'yes' : 'no')) === 'yes';
  const fold = () => {
    const folded = isFolded();
    panel().toggleAttribute('data-folded', folded);
    const button = inPanel('sgp-fold');
    button.setAttribute('aria-expanded', String(!folded));
    button.textContent = folded ? 'Show the list' : 'Fold away';
  };
  const follows = () => kept.get('follow') !== 'no';
  const dress = () => {
    fold();
    inPanel('sgp-follow').checked = follows();
  };
  // What a button did is said to everybody; the new verdict, which everybody sees, to those who hear the page.
  const say = (words) => { inPanel('sgp-said').textContent = words; };
  const tell = (words) => { inPanel('sgp-heard').textContent = words; };

  // ---------------------------------------------------------------- The new page

  // What is at the top of the window, so that it is there afterwards too: the last thing with an id above it.
  const topmost = () => {
    let found = null;
    for (const element of document.querySelectorAll('main [id], body > [id]')) {
      if (panel().contains(element)) continue;
      const { top } = element.getBoundingClientRect();
      if (top > 1) break;
      found = { id: element.id, top };
    }
    return found;
  };
  const sheets = (page) => [...page.head.querySelectorAll('link[rel=stylesheet], script')].map((part) => part.outerHTML).join();
  const opened = () => [...document.querySelectorAll('details')].map((part) => part.open);

  const showPage = (next) => {
    const place = topmost();
    const y = scrollY;
    const open = opened();
    const focused = document.activeElement;
    const focus = focused && focused !== document.body && !panel().contains(focused)
      ? (focused.id ? `#${CSS.escape(focused.id)}` : focused.matches('a[href]') ? `a[href="${CSS.escape(focused.getAttribute('href'))}"]` : null)
      : null;
    const own = panel();
    for (const node of [...document.body.childNodes]) if (node !== own) node.remove();
    for (const node of [...next.body.childNodes]) if (node.id !== 'sg-preview') own.before(document.adoptNode(node));
    document.title = next.title;
    document.documentElement.lang = next.documentElement.lang;
    const parts = [...document.querySelectorAll('details')];
    if (parts.length === open.length) parts.forEach((part, at) => { part.open = open[at]; });
    const stays = place && document.getElementById(place.id);
    scrollTo(scrollX, stays ? scrollY + stays.getBoundingClientRect().top - place.top : y);
    if (focus) document.querySelector(focus)?.focus({ preventScroll: true });
  };

  // Which button has the focus, told so that it is found again: what it does and what it is called.
  const nameOf = (element) => `${element.dataset.deed ?? ''}|${element.id}|${element.textContent}`;
  const showPanel = (next) => {
    const own = panel();
    const focused = own.contains(document.activeElement) ? document.activeElement : null;
    const name = focused && nameOf(focused);
    const place = focused && [...own.querySelectorAll('button, a, input')].indexOf(focused);
    const y = inPanel('sgp-body').scrollTop;
    inPanel('sgp-inner').replaceWith(document.adoptNode(next.querySelector('#sgp-inner')));
    dress();
    inPanel('sgp-body').scrollTop = y;
    if (focused) {
      const all = [...own.querySelectorAll('button, a, input')];
      const again = all.find((element) => nameOf(element) === name) ?? all[Math.min(place, all.length - 1)] ?? inPanel('sgp-fold');
      again.focus({ preventScroll: true });
    }
  };

  let isAsking = false;
  let isNews = false;
  const update = async () => {
    isNews = true;
    if (isAsking) return;
    isAsking = true;
    try {
      while (isNews) {
        isNews = false;
        const answer = await fetch(location.pathname, { cache: 'no-store' });
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const next = page.getElementById('sg-preview');
        if (!next) { location.reload(); return; }
        take(page, next);
      }
    } catch {
      say(ENDED);
    } finally {
      isAsking = false;
    }
  };

  const take = (page, next) => {
    const own = panel();
    const before = { ...own.dataset };
    for (const name of ['number', 'build', 'token', 'page', 'panel', 'saved', 'savedNumber']) own.dataset[name] = next.dataset[name];
    if (next.dataset.savedNumber !== before.savedNumber) say('');
    if (next.dataset.savedNumber !== before.savedNumber && next.dataset.saved && follows()
      && document.visibilityState === 'visible' && next.dataset.saved !== location.pathname
      && !(next.dataset.saved === '/index.html' && location.pathname === '/')) {
      location.assign(next.dataset.saved);
      return;
    }
    if (next.dataset.page !== before.page) {
      const isStill = page.head.querySelectorAll('script').length === 1 && sheets(page) === sheets(document);
      if (!isStill) { location.reload(); return; }
      showPage(page);
    }
    if (next.dataset.panel !== before.panel) {
      const said = next.querySelector('#sgp-verdict').textContent;
      const wasSaid = inPanel('sgp-verdict').textContent;
      showPanel(next);
      if (said !== wasSaid) tell(said);
    }
  };

  // ---------------------------------------------------------------- The buttons

  const press = async (button) => {
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    const { build, token } = panel().dataset;
    const { deed, finding } = button.dataset;
    try {
      const answer = await fetch(`/_preview/${deed}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Preview-Token': token },
        body: JSON.stringify({ build: Number(build), finding: finding === undefined ? null : Number(finding), page: location.pathname }),
      });
      say(await answer.text());
      if (!answer.ok) update();
    } catch {
      say('The preview has ended. Start it again, then press the button once more.');
    } finally {
      button.removeAttribute('aria-disabled');
    }
  };
  panel().addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    if (button.id === 'sgp-fold') {
      kept.set('folded', isFolded() ? 'no' : 'yes');
      fold();
    } else {
      press(button);
    }
  });
  panel().addEventListener('change', (event) => {
    if (event.target.id === 'sgp-follow') kept.set('follow', event.target.checked ? 'yes' : 'no');
  });

  // ---------------------------------------------------------------- The news

  let news = null;
  let last = null;
  const listen = () => {
    if (news || document.visibilityState !== 'visible') return;
    news = new EventSource('/_preview/news');
    news.onerror = () => say(ENDED);
    news.onmessage = ({ data }) => {
      if (inPanel('sgp-said').textContent === ENDED) say('');
      const isFirst = last === null && data.endsWith(`-${panel().dataset.number}`);
      if (data !== last && !isFirst) update();
      last = data;
    };
  };
  // A browser keeps few connections to one place, so a page that nobody sees lets go of its own.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') {
      listen();
    } else if (news) {
      news.close();
      news = null;
    }
  });
  dress();
  listen();
})();
