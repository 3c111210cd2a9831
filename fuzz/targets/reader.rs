//! Reads any bytes as a linked PDF: whatever they hold, there is a reading and no panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use senco_guide::inspect;
use senco_guide::model::Format;

// A panic inside a foreign parser is caught and becomes a finding: only one that gets out counts.
fuzz_target!(init: drop(std::panic::take_hook()), |bytes: &[u8]| {
    let reading = inspect::read(Format::Pdf, bytes);
    assert!(!reading.problems.is_empty() || !reading.pages.is_empty(), "a PDF without pages must be told");
});
