//! One test binary, so that everything is linked once. Each module is a subject; tests speak of behaviour through data.

#![allow(
    clippy::disallowed_methods,
    clippy::format_collect,
    unreachable_pub,
    reason = "tests make and read real folders, and nobody outside uses them"
)]

mod support;

#[cfg(feature = "typeset")]
mod annexes;

mod architecture;

mod bad_input;

mod build;

mod case_blind;

mod cases;

mod cli;

mod council;

mod defects;

mod determinism;

mod fix;

mod fragments;

mod hidden;

mod history;

mod import;

mod hostile;

mod hostile_pdf;

mod link_set;

#[cfg(feature = "typeset")]
mod matrix;

mod planted;

#[cfg(feature = "preview")]
mod preview;

mod properties;

mod publish;

mod reports;

mod said_once;

mod sample;

mod sample_sheets;

mod sample_words;

mod schools;

mod search;

mod site;

mod status;

#[path = "../targets/contract.rs"]
mod contract;

mod targets;

mod tiny;

mod web;

mod wording;
