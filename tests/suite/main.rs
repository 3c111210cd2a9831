//! One test binary, so that everything is linked once. Each module is a subject; tests speak of behaviour through data.

mod support;

mod architecture;

mod bad_input;

mod build;

mod cases;

mod cli;

mod determinism;

mod planted;

mod sample;

mod wording;
