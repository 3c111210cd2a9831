//! Publish targets that need no server, and what happens when steps go wrong.

use std::panic::{AssertUnwindSafe, catch_unwind};

use senco_guide::io::{Faults, Folder, MemoryTarget, Target, TargetTrouble};
use senco_guide::model::{At, Layout, PublishTarget, TargetKind};
use senco_guide::publish::BreakLock;

use crate::contract::{CASES, Place, claim, clear, site};

fn settings(layout: Layout) -> PublishTarget {
    PublishTarget {
        name: "live".to_owned(),
        kind: TargetKind::Folder { path: "unused".to_owned() },
        layout,
        keep: 10,
        address: None,
        server: None,
        expect_headers: false,
        is_rehearsal: false,
        at: At::WholeFile,
    }
}

fn passes_all(target: &dyn Target, layout: Layout) {
    let settings = settings(layout);
    let failed: Vec<&str> = CASES
        .iter()
        .filter(|(_, case)| {
            clear(target);
            catch_unwind(AssertUnwindSafe(|| case(&Place { target, settings: &settings }))).is_err()
        })
        .map(|(name, _)| *name)
        .collect();
    assert_eq!(failed, Vec::<&str>::new());
}

#[test]
fn a_folder_with_releases_passes_every_case() {
    let folder = tempfile::tempdir().expect("a folder");
    passes_all(&Folder::open(&folder.path().to_string_lossy()).expect("opened"), Layout::Releases);
}

#[test]
fn a_plain_folder_passes_every_case() {
    let folder = tempfile::tempdir().expect("a folder");
    passes_all(&Folder::open(&folder.path().to_string_lossy()).expect("opened"), Layout::Plain);
}

#[test]
fn empty_folders_that_stopped_publishers_left_go_and_what_a_pointer_leads_to_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |path: &str| folder.path().join(path);
    std::fs::create_dir_all(at("releases/.unfinished-0001-2026-09-0a1b2c3d/documents")).expect("made");
    std::fs::create_dir_all(at("releases/empty")).expect("made");
    std::fs::create_dir_all(at("elsewhere")).expect("made");
    std::fs::write(at("elsewhere/theirs.txt"), "theirs").expect("written");
    #[cfg(unix)]
    std::os::unix::fs::symlink("../elsewhere", at("releases/0002-2026-09-0a1b2c3d")).expect("a pointer");
    let target = Folder::open(&folder.path().to_string_lossy()).expect("opened");
    let settings = settings(Layout::Releases);
    let place = Place { target: &target, settings: &settings };
    place.try_publish(&place.offer(1, &site(&[], &[]))).expect("published");
    assert!(!at("releases/.unfinished-0001-2026-09-0a1b2c3d").exists());
    assert!(at("releases/empty").is_dir(), "it is not named as ours");
    assert!(at("elsewhere/theirs.txt").is_file());
}

#[test]
fn memory_passes_every_case_in_both_layouts() {
    passes_all(&MemoryTarget::with_switch(), Layout::Releases);
    passes_all(&MemoryTarget::without_switch(), Layout::Plain);
}

fn memory(layout: Layout) -> MemoryTarget {
    match layout {
        Layout::Releases => MemoryTarget::with_switch(),
        Layout::Plain => MemoryTarget::without_switch(),
    }
}

/// What a page needs is there: its style sheet, and the documents that it links to.
fn has_what_it_needs(place: &Place<'_>) -> bool {
    let pages = ["index.html", "funding.html", "more.html"];
    pages.iter().filter_map(|page| place.read(page)).all(|page| {
        let page = String::from_utf8(page).expect("text");
        let needed = page
            .split(['"', '=', ' ', '>'])
            .filter(|word| word.starts_with("assets/") || word.starts_with("documents/"));
        needed.map(|path| place.read(path)).all(|found| found.is_some())
    })
}

/// The publisher is killed at every single step of a publication, and of the one that carries on after it.
#[test]
fn killed_at_any_step_the_site_is_whole_and_the_next_run_carries_on() {
    let page = "<link href=assets/site-9.css rel=stylesheet><a href=\"documents/new.docx\">";
    for layout in [Layout::Releases, Layout::Plain] {
        let settings = settings(layout);
        let mut stop = 1;
        loop {
            let target = memory(layout);
            let place = Place { target: &target, settings: &settings };
            let old = place.offer(1, &site(&[("gone.html", "gone")], &[]));
            let new = place.offer(
                2,
                &site(
                    &[
                        ("more.html", page),
                        ("index.html", page),
                        ("assets/site-9.css", "new"),
                        ("documents/new.docx", "new"),
                    ],
                    &[],
                ),
            );
            place.try_publish(&old).expect("published");
            target.set_faults(Faults { stops_at: Some(stop), ..Faults::default() });
            let killed = place.try_publish(&new);
            target.set_faults(Faults::default());
            match layout {
                Layout::Releases => assert!(place.serves(&old) || place.serves(&new), "step {stop}"),
                Layout::Plain => assert!(has_what_it_needs(&place), "step {stop}"),
            }
            let break_lock = claim("a", BreakLock::Yes);
            let done = senco_guide::publish::publish(&target, &settings, &new, &break_lock, &|_, _, _| {});
            done.unwrap_or_else(|failure| panic!("step {stop}: {failure}"));
            assert!(place.serves(&new), "step {stop}");
            assert_eq!(place.read("gone.html"), None, "step {stop}");
            assert_eq!(target.read(".senco-guide/lock.json").expect("read"), None);
            if killed.is_ok() {
                break;
            }
            stop += 1;
        }
        assert!(stop > 10, "{stop}");
    }
}

/// After a stopped publication a third release comes, not the second one again.
#[test]
fn another_release_may_follow_one_that_was_stopped() {
    for layout in [Layout::Releases, Layout::Plain] {
        let settings = settings(layout);
        for stop in 1.. {
            let target = memory(layout);
            let place = Place { target: &target, settings: &settings };
            place.try_publish(&place.offer(1, &site(&[("a.html", "1"), ("b.html", "1")], &[]))).expect("published");
            target.set_faults(Faults { stops_at: Some(stop), ..Faults::default() });
            let killed = place.try_publish(&place.offer(2, &site(&[("a.html", "2"), ("c.html", "2")], &[])));
            target.set_faults(Faults::default());
            let third = place.offer(3, &site(&[("a.html", "1"), ("d.html", "3")], &[]));
            let done =
                senco_guide::publish::publish(&target, &settings, &third, &claim("a", BreakLock::Yes), &|_, _, _| {});
            done.unwrap_or_else(|failure| panic!("step {stop}: {failure}"));
            assert!(place.serves(&third), "step {stop}");
            assert_eq!((place.read("b.html"), place.read("c.html")), (None, None), "step {stop}");
            if killed.is_ok() {
                break;
            }
        }
    }
}

#[test]
fn a_place_that_is_full_or_read_only_is_a_plain_failure_and_the_site_stays() {
    let troubles = [TargetTrouble::NoSpace, TargetTrouble::NotAllowed("read-only".to_owned())];
    for (layout, trouble) in [(Layout::Releases, &troubles[0]), (Layout::Plain, &troubles[1])] {
        let settings = settings(layout);
        let target = memory(layout);
        let place = Place { target: &target, settings: &settings };
        let old = place.offer(1, &site(&[], &[]));
        place.try_publish(&old).expect("published");
        target.set_faults(Faults { every: Some(3), trouble: Some(trouble.clone()), ..Faults::default() });
        let failure = place.try_publish(&place.offer(2, &site(&[("x.html", "x"), ("y.html", "y")], &[])));
        let told = failure.expect_err("refused").to_string();
        assert!(
            told.starts_with("Publishing to the place in memory did not work: ") && told.contains("\nFix: "),
            "{told}"
        );
        assert!(place.serves(&old));
    }
}

#[test]
fn old_addresses_of_documents_lead_on_where_the_server_cannot() {
    let target = MemoryTarget::without_switch();
    let settings = settings(Layout::Plain);
    let place = Place { target: &target, settings: &settings };
    let mut bundle = site(&[], &[("documents/old & gone.docx", "documents/form.docx")]);
    bundle.insert("handover/moved/documents/old & gone.docx", b"<a href=\"form.docx\">It is here</a>".to_vec());
    place.try_publish(&place.offer(1, &bundle)).expect("published");
    let page = place.read("documents/old & gone.docx").expect("a page stands there");
    assert!(String::from_utf8(page).expect("text").contains("<a href=\"form.docx\">"));
    let media_type = target.media_type("documents/old & gone.docx");
    assert_eq!(media_type.as_deref(), Some("text/html; charset=utf-8"));
}
