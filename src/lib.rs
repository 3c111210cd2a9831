//! Compiles a local authority's SENCO guide (Markdown) and its linked documents (Word, PDF, spreadsheets, pictures) into one
//! cross-linked, checked bundle: a website, one accessible PDF, and what goes with them.
//!
//! `src/` is a street of stages; each turns one value into the next:
//!
//! ```text
//! guide/ ──load──▶ Sources ──parse──▶ Guide ────────┐
//!                     ├──────inspect──▶ Documents ──┼─link─▶ LinkGraph ─probe─▶ Facts
//!                     └──────history──▶ History ────┘            │               │
//!                                                                │               │
//!         bundle/ ◀─(cli saves)─ Bundle ◀──────write─────────────┼─────▶ check ◀─┘
//!                                  └───────────verify────────────┘         │
//!                                                                 Findings ┴─report──▶ text·json·sarif·junit·csv·html
//! ```
//!
//! **The one idea.** A link is resolved exactly once, in [`link`], into a typed [`Destination`]. The content tree holds a link's
//! number, never an address, so a writer cannot print an address without asking the [`LinkGraph`]. The HTML writer, the PDF
//! writer, the checks, the reports and the verification of the finished files all read the same graph.
//!
//! **Three kinds of trouble, never mixed.** A [`Finding`] is something in the guide that an editor can fix: data, collected.
//! A [`Failure`](io::Failure) is the tool's: disk full, no such folder. A panic is our bug.
//!
//! **Beside the walk.** [`import`] makes the folder that it begins with, of a guide that exists in Word. `preview` walks it at
//! every save of an editor and shows what came of it in the browser.
//!
//! **The direction.** A module uses only what stands above it in this file, and nothing but `load`, `probe`, `publish`, `compile`, `preview`
//! and `cli` uses [`io`]: everything else is pure. `tests/suite/architecture.rs` holds us to it.

pub mod model;

pub mod io;

pub mod config;

pub mod load;

pub mod parse;

pub mod inspect;

pub mod history;

pub mod link;

pub mod probe;

pub mod check;

pub mod write;

pub mod verify;

pub mod publish;

pub mod upkeep;

pub mod rules;

pub mod report;

pub mod import;

pub mod compile;

#[cfg(feature = "preview")]
pub mod preview;

pub mod cli;

pub use compile::{Compiled, Make, Surroundings, Verdict, build, compile, recalled, standing, verdict};
pub use model::{
    Anchor, Bundle, Destination, Documents, Finding, Findings, Guide, History, Link, LinkGraph, LinkedDocument,
    Manifest, Page, Place, Sources,
};
