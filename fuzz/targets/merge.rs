//! Binds any PDF that can be read into a file, twice: no panic, and the finished file hangs together.
#![no_main]

use libfuzzer_sys::fuzz_target;
use senco_guide::write::merge::merge;

#[path = "../../tests/suite/support/placeholders.rs"]
mod placeholders;

#[path = "../../tests/suite/properties/soundness.rs"]
mod soundness;

// A panic inside a foreign parser is caught and becomes a finding: only one that gets out counts.
fuzz_target!(init: drop(std::panic::take_hook()), |bytes: &[u8]| {
    let Some((typeset, binding)) = placeholders::binding(bytes) else { return };
    let pages = 1 + binding.annexes.iter().map(|annex| annex.pages).sum::<usize>();
    let merged = merge(&typeset, &binding).expect("a file with placeholders that can be read");
    let faults = soundness::faults(&merged.bytes, pages);
    assert!(faults.is_empty(), "{faults:?}\n{:?}", merged.lost);
});
