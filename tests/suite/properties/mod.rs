//! What holds for every PDF, whatever it holds: some hundred files made at random, with references that lead anywhere,
//! nowhere and round in circles, are read and bound in.
//!
//! The seed is fixed: a test that fails today fails tomorrow, and shows the smallest file that fails.

mod graph;

mod soundness;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use senco_guide::write::merge::merge;

use crate::support::placeholders;

/// How many files are made.
const CASES: u32 = 400;

#[test]
fn any_file_that_can_be_read_can_be_bound_in_and_hangs_together() {
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let bound = std::cell::Cell::new(0);
    let outcome = runner.run(&graph::strategy(), |graph| {
        let Some((typeset, binding)) = placeholders::binding(&graph.pdf()) else { return Ok(()) };
        let pages = 1 + binding.annexes.iter().map(|annex| annex.pages).sum::<usize>();
        let merged = merge(&typeset, &binding).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let faults = soundness::faults(&merged.bytes, pages);
        prop_assert!(faults.is_empty(), "{faults:?}\n{:?}", merged.lost);
        bound.set(bound.get() + 1);
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    assert!(bound.get() > CASES / 2, "most files can be bound in: {}", bound.get());
}
