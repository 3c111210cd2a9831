//! What saves come to: one build after a blink, and one PDF at a time.

use std::sync::Arc;

use senco_guide::Sources;
use senco_guide::model::{GuidePath, SourceFile};
use senco_guide::preview::{Order, Pace, Queue, Settle};

use super::{ms, surroundings};

#[test]
fn the_events_of_one_save_make_one_build_after_a_blink() {
    let mut settle = Settle::default();
    assert_eq!(settle.wait(ms(0)), None, "nothing to wait for");
    for event in [100, 101, 105] {
        settle.saved(ms(event));
        assert!(!settle.take(ms(event)), "{event}");
    }
    assert_eq!(settle.wait(ms(105)), Some(ms(8)));
    assert!(!settle.take(ms(112)) && settle.take(ms(113)));
    assert!(!settle.take(ms(500)), "taken once");
}

#[test]
fn a_stream_of_events_does_not_put_a_build_off_for_ever() {
    let mut settle = Settle::default();
    let built = (0..60).map(|event| ms(event * 5)).find(|now| {
        settle.saved(*now);
        settle.take(*now)
    });
    assert_eq!(built, Some(ms(120)));
}

#[test]
fn what_no_event_tells_of_is_looked_at_again() {
    let mut settle = Settle::default();
    settle.look_again_at(ms(400));
    settle.look_again_at(ms(300));
    assert_eq!(settle.wait(ms(100)), Some(ms(200)));
    assert!(settle.take(ms(300)) && !settle.take(ms(400)));
}

#[test]
fn a_large_folder_is_looked_at_less_often() {
    assert_eq!(Pace::Often.pause(ms(1)), ms(400));
    assert_eq!(Pace::Seldom.pause(ms(1)), ms(2000));
    assert_eq!(Pace::Often.pause(ms(50)), ms(10_000), "half a part in a hundred of the time");
}

#[test]
fn the_newest_save_wins_while_a_pdf_is_made() {
    let files = |count: usize| (0..count).filter_map(|number| GuidePath::new(&format!("{number}.md")));
    let sources = |count| Sources::new(files(count).map(|path| SourceFile::new(path, Vec::new())).collect());
    let order = |count| Order { sources: Arc::new(sources(count)), surroundings: surroundings() };
    let mut queue = Queue::default();
    let number = |order: Option<Order>| order.map(|order| order.sources.files().len());
    assert_eq!(number(queue.take(order(1))), Some(1), "begun at once");
    assert_eq!((number(queue.take(order(2))), number(queue.take(order(3)))), (None, None));
    assert_eq!(number(queue.done()), Some(3), "the second is never made");
    assert_eq!(number(queue.done()), None);
    assert_eq!(number(queue.take(order(4))), Some(4));
}
