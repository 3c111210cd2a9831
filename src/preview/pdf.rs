//! The PDF in the background: on threads of its own, one at a time, and the newest save wins.

use std::sync::Arc;

use jiff::civil::Date;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::compile::{Compiled, EarlierPdf, Surroundings, compile_for_early_look};
use crate::io::Failure;
use crate::load;
use crate::model::Sources;

/// A guide whose PDF is wanted.
#[derive(Debug, Clone)]
pub struct Order {
    /// Its files.
    pub sources: Arc<Sources>,
    /// The day, and what may be remembered.
    pub surroundings: Surroundings,
}

/// Who typesets, and what waits for it.
#[derive(Debug)]
pub(super) struct Typesetter {
    /// Threads of its own, one fewer than processors: pages are never kept waiting.
    pool: ThreadPool,
    queue: Queue,
}

/// What is told of a PDF.
#[derive(Debug)]
pub(super) enum News {
    /// It is whole; whether it passes what it claims, and whether every link is in it, is still to be found out.
    ToLookAt(Box<EarlierPdf>),
    /// All is known; nothing when it could not be made.
    Done(Option<Box<Compiled>>),
}

/// Which order is next.
#[derive(Debug, Default)]
pub struct Queue {
    is_busy: bool,
    waits: Option<Order>,
}

impl Queue {
    /// Takes an order. It is given back when it is to be begun now; one that waited before is forgotten.
    pub fn take(&mut self, order: Order) -> Option<Order> {
        if self.is_busy {
            self.waits = Some(order);
            return None;
        }
        self.is_busy = true;
        Some(order)
    }

    /// One is done: the next, if any.
    pub fn done(&mut self) -> Option<Order> {
        let next = self.waits.take();
        self.is_busy = next.is_some();
        next
    }
}

impl Typesetter {
    /// Makes the threads.
    pub(super) fn new() -> Result<Self, Failure> {
        let threads = rayon::current_num_threads().saturating_sub(1).max(1);
        let pool = ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.map_err(|error| Failure::NotServed(error.to_string()))?;
        Ok(Self { pool, queue: Queue::default() })
    }

    /// Orders a PDF. `tell` hears of it from another thread: when there is something to look at, and when it is done.
    pub(super) fn order(&mut self, order: Order, tell: impl Fn(Arc<Sources>, News) + Send + 'static) {
        if let Some(order) = self.queue.take(order) {
            self.begin(order, tell);
        }
    }

    /// The last one is done: begins the next, if any.
    pub(super) fn next(&mut self, tell: impl Fn(Arc<Sources>, News) + Send + 'static) {
        if let Some(order) = self.queue.done() {
            self.begin(order, tell);
        }
    }

    fn begin(&self, order: Order, tell: impl Fn(Arc<Sources>, News) + Send + 'static) {
        self.pool.spawn(move || {
            let look = |pdf| tell(Arc::clone(&order.sources), News::ToLookAt(Box::new(pdf)));
            let refusals = load::refusals(&order.sources);
            let make = || compile_for_early_look(&order.sources, refusals, &order.surroundings, &look);
            let compiled = std::panic::catch_unwind(std::panic::AssertUnwindSafe(make)).ok();
            tell(order.sources, News::Done(compiled.map(Box::new)));
        });
    }
}

/// Whether this program makes a PDF at all.
pub(super) const IS_MADE: bool = cfg!(feature = "typeset");

/// The same surroundings on another day.
pub(super) fn on(surroundings: &Surroundings, today: Date) -> Surroundings {
    let as_of = if surroundings.as_of_is_given { surroundings.as_of } else { today };
    Surroundings { as_of, ..surroundings.clone() }
}
