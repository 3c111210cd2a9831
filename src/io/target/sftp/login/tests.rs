//! Which key files need a passphrase, and that no secret is shown.

use super::*;

/// A key that was made for these tests and is used nowhere. Its passphrase is “a passphrase”.
const LOCKED: &str = "\
-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGAAAABDWUIjF1Y
Ft1bNWkzMnvBhhAAAAAQAAAAEAAAAzAAAAC3NzaC1lZDI1NTE5AAAAICkN6X0fLuvNniv2
byt2rumyW5CLb1s3XdqHJShylSFdAAAAkFel741QAHtDedkMM/UKBi3U5MTl99MOqN/eZN
Wcn6nK0/V3s9Ofo9vQeyOBQRtv39+3rF5vPYX3yFRzDqu60Q71kQUa8V0/DPBmLfY/1hh3
UvR66ch4h9vVFXnPbSv2xajkoMx5WoBUe4PK/bKzjgkqPwQDNVEYwXRyBsKr64S2utWQDq
0WutqM+mw7XmGyAw==
-----END OPENSSH PRIVATE KEY-----
";

fn login(passphrase: Option<&str>) -> Login {
    let passphrase = passphrase.map(|words| Secret(words.to_owned()));
    let variables = ["SENCO_GUIDE_LIVE_PASSWORD".to_owned(), "SENCO_GUIDE_LIVE_PASSPHRASE".to_owned()];
    Login {
        user: "localoffer".to_owned(),
        key: None,
        password: Some(Secret("hunter2".to_owned())),
        passphrase,
        variables,
    }
}

#[test]
fn a_locked_key_is_opened_by_its_passphrase_only() {
    assert!(is_locked(LOCKED));
    assert!(login(Some("a passphrase")).opened(LOCKED).is_some());
    assert!(login(Some("another")).opened(LOCKED).is_none());
    assert!(login(None).opened(LOCKED).is_none());
}

#[test]
fn locked_keys_of_all_kinds_are_known_by_their_first_lines() {
    assert!(is_locked("-----BEGIN ENCRYPTED PRIVATE KEY-----"));
    assert!(is_locked("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED"));
    assert!(is_locked("PuTTY-User-Key-File-3: ssh-ed25519\r\nEncryption: aes256-cbc\r\n"));
    assert!(!is_locked("PuTTY-User-Key-File-3: ssh-ed25519\r\nEncryption: none\r\n"));
    assert!(!is_locked("-----BEGIN PRIVATE KEY-----"));
}

#[test]
fn what_is_wrong_with_a_key_file_is_told_without_its_passphrase() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("key");
    let told = |passphrase| login(passphrase).named_key(&file, Vec::new()).err().expect("no key");
    assert!(told(None).to_string().contains("cannot be read"));
    std::fs::write(&file, LOCKED).expect("written");
    assert_eq!(told(None), Trouble::NoSecret(vec!["SENCO_GUIDE_LIVE_PASSPHRASE".to_owned()]));
    let wrong = told(Some("another")).to_string();
    assert!(wrong.contains("SENCO_GUIDE_LIVE_PASSPHRASE") && !wrong.contains("another"), "{wrong}");
    std::fs::write(&file, "not a key").expect("written");
    assert!(told(None).to_string().contains("is not a private key"));
}

#[test]
fn no_secret_is_shown() {
    let shown = format!("{:?}", login(Some("a passphrase")));
    assert!(!shown.contains("hunter2") && !shown.contains("passphrase\""), "{shown}");
}

#[test]
fn a_home_is_found_in_a_path() {
    let home = dirs::home_dir().expect("a home");
    assert_eq!(expand("~/.ssh/council"), home.join(".ssh/council"));
    assert_eq!(expand("keys/~x"), PathBuf::from("keys/~x"));
}
