//! `preview`: the guide in the browser, built anew at every save, with what is wrong in it beside the page.
//!
//! 1. `watch` notices a save; `settle` waits a blink for the rest of it; `patience` gives the build nothing half-written.
//! 2. The pages are built, in memory only, and `standing` says what is shown: the last good build, and what was found in the newest.
//! 3. `pdf` typesets in the background; until it is done the pages lead to the PDF before.
//! 4. `server` hands what a browser asks to `answer`, if `gate` lets it in. `overlay` makes the panel of problems, and `inject` puts
//!    it into the pages that are served.
//! 5. `neighbours` tells whose the port is that the preview did not get.
//! 6. `deeds` does what the buttons of the panel ask for. Nothing else ever writes a file of the guide.

mod answer;

mod deeds;

mod gate;

mod inject;

mod neighbours;

mod overlay;

mod pages;

mod patience;

mod pdf;

mod server;

mod settle;

mod standing;

mod watch;

mod words;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use tokio::sync::watch as latest;

use crate::compile::{Compiled, EarlierPdf, Surroundings, compile_pages};
use crate::io::{self, Failure, FolderMemory};
use crate::load;
use crate::model::{GuidePath, Sources};

pub use answer::{Answer, OWN, Reply, answer};
pub use deeds::{OpenWith, open_with};
pub use gate::{Asked, Gate, TurnedAway};
pub use inject::put_in;
pub use overlay::panel;
pub use pages::{SitePage, file_of, page_of};
pub use patience::{Admitted, Patience, is_passing};
pub use pdf::{Order, Queue};
pub use settle::Settle;
pub use standing::{Build, PdfStand, Saved, SavedBy, Standing};
pub use watch::Pace;

/// What is to be previewed.
#[derive(Debug)]
pub struct Wanted {
    /// The guide folder.
    pub guide: PathBuf,
    /// The port, when one is asked for.
    pub port: Option<u16>,
    /// The day, and what may be remembered.
    pub surroundings: Surroundings,
}

/// A preview that runs.
#[derive(Debug)]
pub struct Preview {
    guide: PathBuf,
    port: u16,
    /// Whose the usual port is, when it is not ours.
    neighbours: Option<String>,
    surroundings: Surroundings,
    memory: FolderMemory,
    patience: Patience,
    settle: Settle,
    standing: latest::Sender<Arc<Standing>>,
    builds: u64,
    earlier_pdf: EarlierPdf,
    typesetter: pdf::Typesetter,
    /// Pages that a button put right, and whose save is still to be seen.
    mended: Vec<GuidePath>,
    messages: Receiver<Message>,
    teller: Sender<Message>,
    now: Clock,
    _watch: watch::Watch,
}

/// How long the preview runs.
struct Clock(Box<dyn Fn() -> Duration>);

/// What the preview is told by its other threads.
enum Message {
    /// Something may have been saved.
    Saved,
    /// A button put this page right.
    Mended(GuidePath),
    /// There is news of the PDF of these files.
    Typeset(Arc<Sources>, pdf::News),
}

impl Preview {
    /// Builds the guide, takes a port and begins to answer on it.
    ///
    /// # Errors
    /// When there is no guide, the port is taken, or the system gives none.
    pub fn open(wanted: Wanted) -> Result<Self, Failure> {
        let Wanted { guide, port, surroundings } = wanted;
        let socket = server::listen(port)?;
        let (teller, messages) = channel();
        // Watched before it is read: a save while the first build runs is not missed.
        let saved = teller.clone();
        let watch = watch::watch(&guide, move || _ = saved.send(Message::Saved));
        let mut memory = FolderMemory::default();
        let sources = Arc::new(load::guide_again(&guide, &mut memory)?);
        let surroundings = Surroundings { cache: surroundings.cache.in_memory_too(), web: None, ..surroundings };
        let compiled = compile_pages(&EarlierPdf::default(), &sources, load::refusals(&sources), &surroundings);
        let build = Arc::new(Build { number: 1, sources, compiled });
        let stand = if pdf::IS_MADE { PdfStand::Typesetting } else { PdfStand::NotMade };
        let (standing, shown) = latest::channel(Arc::new(Standing::first(build, stand)));
        let neighbours = neighbours::told(&socket.taken, &neighbours::mark(&guide), socket.port);
        let mut preview = Self {
            guide,
            port: socket.port,
            neighbours,
            surroundings,
            memory,
            patience: Patience::default(),
            settle: Settle::default(),
            standing,
            builds: 1,
            earlier_pdf: EarlierPdf::default(),
            typesetter: pdf::Typesetter::new()?,
            mended: Vec::new(),
            messages,
            teller,
            now: Clock(Box::new(watch::stopwatch())),
            _watch: watch,
        };
        preview.serve(socket, shown)?;
        preview.order_pdf();
        Ok(preview)
    }

    /// The address of the site.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Why it is not at the usual port, when it is not.
    pub fn neighbours(&self) -> Option<&str> {
        self.neighbours.as_deref()
    }

    /// The address of the page that was saved last: the one that is being edited.
    pub fn edited_address(&self) -> String {
        let standing = self.standing();
        let page = watch::page_saved_last(&self.guide).and_then(|file| page_of(&standing.shown, &file));
        self.address() + page.map(|page| pages::address(&page.path)).unwrap_or_default().trim_start_matches('/')
    }

    /// What is shown now.
    pub fn standing(&self) -> Arc<Standing> {
        self.standing.borrow().clone()
    }

    /// Waits for the next thing that happens, at most so long, and does what comes of it. A sentence for those who watch the
    /// terminal, when there is something new to show.
    pub fn turn(&mut self, most: Duration) -> Option<String> {
        let now = self.now();
        let wait = self.settle.wait(now).unwrap_or(most).min(most);
        match self.messages.recv_timeout(wait) {
            Ok(Message::Saved) => self.settle.saved(self.now()),
            Ok(Message::Mended(page)) => self.mended.push(page),
            Ok(Message::Typeset(sources, pdf::News::ToLookAt(pdf))) => return self.show_pdf(&sources, *pdf),
            Ok(Message::Typeset(sources, pdf::News::Done(compiled))) => {
                return self.take_pdf(&sources, compiled.map(|compiled| *compiled));
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
        }
        let now = self.now();
        if self.settle.take(now) { self.build() } else { None }
    }

    fn now(&self) -> Duration {
        (self.now.0)()
    }

    /// Reads the guide and builds what was saved.
    fn build(&mut self) -> Option<String> {
        let start = self.now();
        let standing = self.standing();
        let read = match load::guide_again(&self.guide, &mut self.memory) {
            Ok(read) => read,
            Err(failure) => {
                self.settle.look_again_at(start + Duration::from_secs(1));
                return self.wait_for(&[words::gone(&failure)]);
            }
        };
        let admitted = self.patience.admit(&standing.newest.sources, read.into_files(), start);
        if let Some(time) = admitted.again_at {
            self.settle.look_again_at(time);
        }
        let changed = changed(&standing.newest.sources, &admitted.sources);
        if changed.is_empty() {
            let held_back = words::held_back(&standing.newest.sources);
            return self.wait_for(&admitted.waiting.into_iter().chain(held_back).collect::<Vec<_>>());
        }
        let sources = Arc::new(admitted.sources);
        let surroundings = pdf::on(&self.surroundings, io::today());
        let make = || compile_pages(&self.earlier_pdf, &sources, load::refusals(&sources), &surroundings);
        let Ok(compiled) = std::panic::catch_unwind(std::panic::AssertUnwindSafe(make)) else {
            return self.wait_for(&[
                "The guide could not be built as it is saved now, and that is a fault of senco-guide, not yours. The pages are \
                 shown as they were before. Please tell its makers what you changed last."
                    .to_owned(),
            ]);
        };
        self.builds += 1;
        let build = Arc::new(Build { number: self.builds, sources, compiled });
        let mut next = standing.after(Arc::clone(&build), words::held_back(&build.sources), admitted.waiting);
        if let Some(file) = changed.iter().find(|file| file.is_under("pages") && file.extension() == "md") {
            let is_ours = self.mended.contains(file);
            let by = if is_ours { SavedBy::Button } else { SavedBy::Editor };
            next.saved = Some(Saved { file: file.clone(), number: next.number, by });
        }
        self.mended.retain(|page| !changed.contains(page));
        if pdf::IS_MADE {
            next.pdf = PdfStand::Typesetting;
        }
        let told = words::built(&changed, &build, self.now().saturating_sub(start));
        self.standing.send_replace(Arc::new(next));
        self.order_pdf();
        Some(told)
    }

    /// Shows that something is waited for, or no longer.
    fn wait_for(&self, waiting: &[String]) -> Option<String> {
        let next = self.standing().waiting_for(waiting)?;
        self.standing.send_replace(Arc::new(next));
        waiting.first().cloned()
    }

    fn order_pdf(&mut self) {
        if !pdf::IS_MADE {
            return;
        }
        let build = self.standing().newest.clone();
        let surroundings = pdf::on(&self.surroundings, io::today());
        let order = Order { sources: Arc::clone(&build.sources), surroundings };
        let tell = self.tell_of_pdf();
        self.typesetter.order(order, tell);
    }

    fn tell_of_pdf(&self) -> impl Fn(Arc<Sources>, pdf::News) + Send + use<> {
        let teller = self.teller.clone();
        move |sources, news| _ = teller.send(Message::Typeset(sources, news))
    }

    /// Shows a PDF that is still to be proved, with the pages of the last save around it, when it is theirs.
    fn show_pdf(&mut self, sources: &Arc<Sources>, earlier_pdf: EarlierPdf) -> Option<String> {
        self.earlier_pdf = earlier_pdf;
        let standing = self.standing();
        if !Arc::ptr_eq(&standing.newest.sources, sources) {
            return None;
        }
        let surroundings = pdf::on(&self.surroundings, io::today());
        let compiled = compile_pages(&self.earlier_pdf, sources, load::refusals(sources), &surroundings);
        self.stand_with_pdf(&standing, compiled)
    }

    /// Takes a PDF that was made: the pages that lead to it are shown when they are still those of the last save.
    fn take_pdf(&mut self, sources: &Arc<Sources>, compiled: Option<Compiled>) -> Option<String> {
        let tell = self.tell_of_pdf();
        self.typesetter.next(tell);
        let standing = self.standing();
        let compiled = compiled?;
        self.earlier_pdf = compiled.earlier_pdf.clone();
        if !Arc::ptr_eq(&standing.newest.sources, sources) {
            return None;
        }
        self.stand_with_pdf(&standing, compiled)
    }

    /// Lets a build stand whose pages are those of the last save, around a newer PDF. A sentence when it is news.
    fn stand_with_pdf(&mut self, standing: &Standing, compiled: Compiled) -> Option<String> {
        let pages = self.earlier_pdf.pages();
        let is_news = standing.pdf != PdfStand::Ready(pages);
        self.builds += 1;
        let sources = Arc::clone(&standing.newest.sources);
        let build = Arc::new(Build { number: self.builds, sources, compiled });
        let held_back = words::held_back(&build.sources);
        let waiting =
            standing.waiting.iter().filter(|sentence| Some(*sentence) != held_back.as_ref()).cloned().collect();
        let next = Standing { pdf: PdfStand::Ready(pages), ..standing.after(build, held_back, waiting) };
        self.standing.send_replace(Arc::new(next));
        pages.filter(|_| is_news).map(|pages| format!("The PDF is up to date: {pages} pages."))
    }

    fn serve(&self, socket: server::Socket, standing: latest::Receiver<Arc<Standing>>) -> Result<(), Failure> {
        let gate = Gate { port: self.port, token: io::token()? };
        let (guide, teller, shown) = (self.guide.clone(), self.teller.clone(), standing.clone());
        let act = move |deed: Reply| match deed {
            Reply::Open(file, line) => {
                let standing = shown.borrow().clone();
                let editor = standing.newest.compiled.config.editor_program.as_ref();
                let folder = std::path::absolute(&guide).unwrap_or_else(|_| guide.clone());
                deeds::open(&folder, editor, &file, line)
            }
            Reply::PutRight(build, finding) => {
                let tell = |page: &GuidePath| _ = teller.send(Message::Mended(page.clone()));
                deeds::put_right(&guide, &build, &finding, &tell)
            }
            Reply::Send(answer) => answer,
            Reply::News => answer::sentence(404, ""),
        };
        let run = io::token()?[..8].to_owned();
        let mark = neighbours::mark(&self.guide);
        server::serve(socket, server::Desk { gate, mark, run, standing, act: Box::new(act) })
    }
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Clock")
    }
}

/// The files that differ, gone ones among them.
fn changed(before: &Sources, now: &Sources) -> Vec<GuidePath> {
    let differs = |one: &Sources, path: &GuidePath, other: &Sources| {
        let state = |sources: &Sources| sources.get(path).map(|file| (file.digest, file.refused.clone()));
        state(one) != state(other)
    };
    let here = now.files().iter().filter(|file| differs(before, &file.path, now));
    let gone = before.files().iter().filter(|file| now.get(&file.path).is_none());
    here.chain(gone).map(|file| file.path.clone()).collect()
}
