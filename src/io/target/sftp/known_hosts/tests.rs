//! Which key a server is known by.

use super::*;

// Keys that were made for these tests and are used nowhere.
const OURS: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAMruvnVZpQHRPuX5ODMkgOEhuE2SIEYp0bON5GNlDEm";
const OTHER: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMRpftlicMmBZcAhadTfmafPwBAJv5Ns+cTK3AnJsRa8";
const OTHER_KIND: &str = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBHAVs8rN1tXiD0ILDk2ZhzZ5EQxgf9etxURyaGDf+4OUbFyPizbk1ImDucYun+eGR5qNuSy4JQygxCu1t7CkPFU=";

/// `files.aldermere.example`, and the same at port 2222, as `ssh-keygen -H` writes them.
const HASHED: &str = "|1|8K7Z1I2gT3E9nEdfK+hsepJmhjs=|chPkZcnS+wxuh7+AKHeaVeuLTmg=";
const HASHED_AT_PORT: &str = "|1|M1xRzaxsgG/ymGCFuZzXb8K4v08=|UtP5ZEdMjMxxVoQ8e9wh/VT84Pc=";

fn judge(text: &str, port: u16, shown: &str) -> Judgement {
    let key = PublicKey::from_openssh(shown).expect("a key");
    KnownHosts::parse(text).judge("Files.Aldermere.example", port, &key)
}

#[test]
fn a_server_is_known_by_its_name_in_every_way_of_writing_it() {
    for names in [
        "files.aldermere.example",
        "other.example,files.aldermere.example,10.0.0.1",
        "FILES.aldermere.example",
        "*.aldermere.example",
        "file?.aldermere.example",
        HASHED,
    ] {
        let line = format!("# a comment\n\n{names}\t{OURS}  the web team's server\r\n");
        assert_eq!(judge(&line, 22, OURS), Judgement::Known, "{names}");
        assert_eq!(judge(&line, 22, OTHER), Judgement::Wrong, "{names}");
    }
}

#[test]
fn other_names_say_nothing_of_it() {
    for names in [
        "aldermere.example",
        "files.aldermere.example.org",
        "*.aldermere.example,!files.*",
        HASHED_AT_PORT,
        "[files.aldermere.example]:22",
    ] {
        assert_eq!(judge(&format!("{names} {OURS}"), 22, OURS), Judgement::Unknown, "{names}");
    }
    assert_eq!(judge("", 22, OURS), Judgement::Unknown);
}

#[test]
fn a_server_at_another_port_has_a_name_of_its_own() {
    for names in ["[files.aldermere.example]:2222", "[*.aldermere.example]:2222", HASHED_AT_PORT] {
        let line = format!("{names} {OURS}");
        assert_eq!(judge(&line, 2222, OURS), Judgement::Known, "{names}");
        assert_eq!(judge(&line, 2222, OTHER), Judgement::Wrong, "{names}");
        assert_eq!(judge(&line, 2022, OURS), Judgement::Unknown, "{names}");
    }
    // The name without a port will do when the key is the same, as it does for OpenSSH.
    let without_port = format!("files.aldermere.example {OURS}");
    assert_eq!(judge(&without_port, 2222, OURS), Judgement::Known);
    assert_eq!(judge(&without_port, 2222, OTHER), Judgement::Unknown);
}

#[test]
fn a_server_may_have_several_keys() {
    let lines = format!("files.aldermere.example {OTHER_KIND}\n{HASHED} {OURS}\n");
    assert_eq!(judge(&lines, 22, OURS), Judgement::Known);
    assert_eq!(judge(&lines, 22, OTHER_KIND), Judgement::Known);
    assert_eq!(judge(&lines, 22, OTHER), Judgement::Wrong);
    let kinds = KnownHosts::parse(&lines).kinds("files.aldermere.example", 22);
    assert_eq!(kinds.iter().map(Algorithm::as_str).collect::<Vec<_>>(), ["ecdsa-sha2-nistp256", "ssh-ed25519"]);
    let another_kind = format!("files.aldermere.example {OTHER_KIND}");
    assert_eq!(judge(&another_kind, 22, OURS), Judgement::Wrong, "it is known by another key");
}

#[test]
fn a_revoked_key_is_wrong_and_an_authority_is_no_key() {
    let revoked = format!("files.aldermere.example {OURS}\n@revoked * {OURS}\n");
    assert_eq!(judge(&revoked, 22, OURS), Judgement::Wrong);
    let another = format!("files.aldermere.example {OURS}\n@revoked * {OTHER}\n");
    assert_eq!(judge(&another, 22, OURS), Judgement::Known);
    let authority = format!("@cert-authority *.aldermere.example {OURS}\n");
    assert_eq!(judge(&authority, 22, OURS), Judgement::Unknown);
    assert!(KnownHosts::parse(&authority).kinds("files.aldermere.example", 22).is_empty());
}

#[test]
fn a_line_that_cannot_be_read_is_passed_over() {
    let lines = format!("files.aldermere.example ssh-ed25519 AAAA\n|1|x files\n@strange x {OTHER}\n{HASHED} {OURS}");
    assert_eq!(judge(&lines, 22, OURS), Judgement::Known);
}

#[test]
fn a_key_is_told_as_a_servers_team_tells_it() {
    let key = PublicKey::from_openssh(OURS).expect("a key");
    assert_eq!(words(&key), "ssh-ed25519 SHA256:htDf0Nd6xjEpC5hShcvNJHLTEXUfwoLfaSf7TAFS1mw");
}

#[test]
fn a_file_that_is_named_must_be_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("known_hosts");
    let trouble = KnownHosts::read(file.to_str()).err().expect("not there").to_string();
    assert!(trouble.contains(file.to_str().expect("a path")), "{trouble}");
}
