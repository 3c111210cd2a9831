//! `[publish.NAME]`: where releases go. A secret in it is a finding of its own: those come from the environment.

use super::table::TableReader;
use crate::model::{At, Layout, PublishTarget, Rule, Severity, TargetKind, WebServer, secret_variable};

/// A password or key in the settings.
pub const SECRET_IN_CONFIG: Rule = Rule {
    code: "secret-in-config",
    severity: Severity::MustFix,
    name: "Password or key in the settings",
    finds: "A password, key or token written into a publish target of guide.toml.",
    why: "guide.toml is kept in version control and passed round by email. Whoever reads it could change the council's website.",
    fix: "Take the line out, have the password or key changed, and give the new one by an environment variable when you publish.",
    example: "password = \"…\" in [publish.live]",
};

/// Settings that hold a secret in other tools. Each names what to use here.
const SECRETS: [&str; 14] = [
    "password",
    "passphrase",
    "secret",
    "token",
    "access_key",
    "access_key_id",
    "secret_key",
    "secret_access_key",
    "session_token",
    "account_key",
    "sas_token",
    "sas",
    "private_key",
    "connection_string",
];

/// How many releases are kept unless `keep` says otherwise.
const KEPT: u32 = 10;

/// A kind of target, as it is written.
#[derive(Clone, Copy)]
enum Kind {
    Folder,
    Sftp,
    S3,
    AzureBlob,
    WebDav,
}

/// Reads every target, in the order of their names.
pub(super) fn read(publish: &mut TableReader<'_>) -> Vec<PublishTarget> {
    if let Some((_, at)) = publish.peek_text("kind").or_else(|| publish.peek_text("path")) {
        let what = "The place that the guide is published to has no name yet.";
        publish.reject(at, what, "Write [publish.live] in place of [publish].");
        publish.pass_over_rest();
        return Vec::new();
    }
    let targets = publish.each_table(|name, target, at| read_target(name, target, at));
    targets.into_iter().flatten().collect()
}

fn read_target(name: &str, target: &mut TableReader<'_>, at: At) -> Option<PublishTarget> {
    refuse_secrets(name, target);
    let kinds = [
        ("folder", Kind::Folder),
        ("sftp", Kind::Sftp),
        ("s3", Kind::S3),
        ("azure-blob", Kind::AzureBlob),
        ("webdav", Kind::WebDav),
    ];
    let Some(kind) = target.choice("kind", &kinds) else {
        if !target.has("kind") {
            target.reject(
                at,
                format!("The publish target “{name}” does not say what kind of place it is."),
                "Add a line kind = \"folder\" (or \"sftp\", \"s3\", \"azure-blob\", \"webdav\").",
            );
        }
        target.pass_over_rest();
        return None;
    };
    let layouts = [("releases", Layout::Releases), ("plain", Layout::Plain)];
    let can_switch = matches!(kind, Kind::Folder | Kind::Sftp);
    let usual = if matches!(kind, Kind::Sftp) { Layout::Releases } else { Layout::Plain };
    let layout = if can_switch { target.choice("layout", &layouts).unwrap_or(usual) } else { Layout::Plain };
    let servers = [
        ("apache", WebServer::Apache),
        ("iis", WebServer::Iis),
        ("azure", WebServer::Azure),
        ("netlify", WebServer::Netlify),
    ];
    let server = target.choice("server", &servers);
    let keep = read_keep(target);
    let address = super::read::web_folder(target, "address");
    let expect_headers = target.flag("expect_headers").unwrap_or(false);
    let is_rehearsal = target.flag("rehearsal").unwrap_or(false);
    let kind = read_kind(name, target, kind, &at)?;
    Some(PublishTarget { name: name.to_owned(), kind, layout, keep, address, server, expect_headers, is_rehearsal, at })
}

fn read_keep(target: &mut TableReader<'_>) -> u32 {
    match target.number_at("keep") {
        Some((0, at)) => {
            target.reject(
                at,
                "At least one release has to be kept: the live one.",
                "Write keep = 10, or another number from 1.",
            );
            KEPT
        }
        Some((keep, _)) => keep,
        None => KEPT,
    }
}

fn read_kind(name: &str, target: &mut TableReader<'_>, kind: Kind, at: &At) -> Option<TargetKind> {
    let path = target.text("path").map(|path| path.trim().to_owned());
    let inner = path.clone().unwrap_or_default().trim_matches('/').to_owned();
    match kind {
        Kind::Folder => {
            let path = needed(name, target, path, "path", "\"/srv/local-offer/senco-guide\"", at)?;
            Some(TargetKind::Folder { path })
        }
        Kind::Sftp => {
            let host = target.text("host");
            let user = target.text("user");
            let port = target.number_at("port").and_then(|(port, at)| {
                let port = u16::try_from(port).ok().filter(|port| *port > 0);
                if port.is_none() {
                    target.reject(at, "There is no such port.", "Write a number from 1 to 65535; 22 is usual.");
                }
                port
            });
            let (key, known_hosts) = (target.text("key"), target.text("known_hosts"));
            let host = needed(name, target, host, "host", "\"sftp.aldermere.example\"", at);
            let user = needed(name, target, user, "user", "\"localoffer\"", at);
            let path = needed(name, target, path, "path", "\"/srv/local-offer/senco-guide\"", at);
            Some(TargetKind::Sftp { host: host?, port: port.unwrap_or(22), user: user?, path: path?, key, known_hosts })
        }
        Kind::S3 => {
            let bucket = target.text("bucket");
            let region = target.text("region").unwrap_or_else(|| "eu-west-2".to_owned());
            let endpoint = read_endpoint(name, target);
            let bucket = needed(name, target, bucket, "bucket", "\"aldermere-local-offer\"", at)?;
            Some(TargetKind::S3 { bucket, path: inner, region, endpoint })
        }
        Kind::AzureBlob => {
            let account = target.text("account");
            let container = target.text("container").unwrap_or_else(|| "$web".to_owned());
            let endpoint = read_endpoint(name, target);
            let account = needed(name, target, account, "account", "\"aldermerelocaloffer\"", at)?;
            Some(TargetKind::AzureBlob { account, container, path: inner, endpoint })
        }
        Kind::WebDav => {
            let endpoint = read_endpoint(name, target);
            let user = target.text("user");
            let endpoint = needed(name, target, endpoint, "endpoint", "\"https://dav.aldermere.example/\"", at)?;
            Some(TargetKind::WebDav { endpoint, user, path: inner })
        }
    }
}

fn needed(
    name: &str,
    target: &mut TableReader<'_>,
    value: Option<String>,
    key: &str,
    example: &str,
    at: &At,
) -> Option<String> {
    let value = value.filter(|value| !value.is_empty());
    if value.is_none() && !target.has(key) {
        target.reject(
            at.clone(),
            format!("The publish target “{name}” does not say its {key}."),
            format!("Add a line {key} = {example}."),
        );
    }
    value
}

/// The address of a service. A login in it would be a secret.
fn read_endpoint(name: &str, target: &mut TableReader<'_>) -> Option<String> {
    let (address, at) = target.text_at("endpoint")?;
    let rest =
        address.split_once("://").filter(|(scheme, _)| matches!(*scheme, "http" | "https")).map(|(_, rest)| rest);
    let Some(rest) = rest else {
        target.reject(at, "The endpoint is not a web address.", "Write the whole address, beginning with https://.");
        return None;
    };
    if rest.split('/').next().unwrap_or_default().contains('@') || address.contains("sig=") {
        secret(name, target, at, "endpoint");
        return None;
    }
    Some(format!("{}/", address.trim_end_matches('/')))
}

fn refuse_secrets(name: &str, target: &mut TableReader<'_>) {
    for key in SECRETS {
        if let Some((_, at)) = target.text_at(key) {
            secret(name, target, at, key);
        }
    }
    if let Some((key, at)) = target.peek_text("key")
        && (key.contains("PRIVATE KEY") || key.contains('\n'))
    {
        secret(name, target, at, "key");
    }
}

fn secret(name: &str, target: &mut TableReader<'_>, at: At, key: &str) {
    target.reject_by(
        &SECRET_IN_CONFIG,
        at,
        format!("The publish target “{name}” has a password or key written in its line “{key}”."),
        format!(
            "Take it out and have it changed, because others may have read it. Give the new one by the environment variable {}, set only while you publish.",
            secret_variable(name, "PASSWORD")
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::model::{GuidePath, SourceFile, Sources};

    fn targets_of(text: &str) -> (Vec<PublishTarget>, Vec<String>) {
        let path = GuidePath::new("guide.toml").expect("inside");
        let outcome = config::read(&Sources::new(vec![SourceFile::new(path, text.as_bytes().to_vec())]));
        let told = outcome.findings.iter().map(|finding| format!("{}: {}", finding.rule.code, finding.what)).collect();
        (outcome.value.publish, told)
    }

    #[test]
    fn each_kind_of_target_is_read() {
        let (targets, told) = targets_of(
            "[publish.live]\nkind = \"sftp\"\nhost = \"a.example\"\nuser = \"u\"\npath = \"/srv/x\"\nkeep = 3\n\
             [publish.cloud]\nkind = \"s3\"\nbucket = \"b\"\npath = \"/guide/\"\naddress = \"https://a.example/g\"\n\
             [publish.share]\nkind = \"folder\"\npath = \"S:/web\"\nserver = \"iis\"\n",
        );
        assert_eq!(told, Vec::<String>::new());
        let words: Vec<String> =
            targets.iter().map(|target| format!("{}: {}", target.name, target.kind.words())).collect();
        assert_eq!(
            words,
            ["cloud: the bucket b, folder guide", "live: /srv/x on a.example (SFTP, as u)", "share: the folder S:/web"]
        );
        assert_eq!(targets[1].layout, Layout::Releases);
        assert_eq!(targets[0].address.as_deref(), Some("https://a.example/g/"));
    }

    #[test]
    fn a_secret_is_a_finding_and_is_not_repeated() {
        let (_, told) = targets_of(
            "[publish.live]\nkind = \"webdav\"\nendpoint = \"https://me:hunter2@dav.example/\"\npassword = \"hunter3\"\n",
        );
        assert!(told.iter().filter(|text| text.starts_with("secret-in-config")).count() == 2, "{told:?}");
        assert!(!told.concat().contains("hunter"), "{told:?}");
    }

    #[test]
    fn what_a_target_lacks_is_told() {
        let (targets, told) = targets_of("[publish.live]\nkind = \"folder\"\n[publish.b]\npath = \"x\"\n");
        assert_eq!(targets, []);
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told.concat().contains("does not say its path"), "{told:?}");
        assert!(told.concat().contains("what kind of place"), "{told:?}");
    }
}
