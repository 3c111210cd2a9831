//! Reaching a server: its name, the connection, its key, the login, and the SFTP channel.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use russh::client::{self, Handle};
use russh::keys::PublicKeyOrCertificate;
use russh::keys::{Algorithm, HashAlg};
use russh::{Channel, ChannelMsg, Preferred};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

use super::super::Trouble;
use super::known_hosts::{self, Judgement, KnownHosts};
use super::login::Login;
use super::wire::SILENCE;

/// A line that lies still for so long is asked whether it is still there.
const STILL: Duration = Duration::from_secs(10);

/// Looks at the key of a server.
pub(super) struct Watcher {
    host: String,
    port: u16,
    known: KnownHosts,
    objection: Arc<Mutex<Option<Trouble>>>,
}

impl client::Handler for Watcher {
    type Error = russh::Error;

    async fn check_server_key(&mut self, shown: &PublicKeyOrCertificate) -> Result<bool, Self::Error> {
        let key = shown.public_key();
        let objection = match self.known.judge(&self.host, self.port, &key) {
            Judgement::Known => return Ok(true),
            Judgement::Wrong => Trouble::WrongHostKey,
            Judgement::Unknown => Trouble::UnknownHostKey(known_hosts::words(&key)),
        };
        *self.objection.lock().unwrap_or_else(PoisonError::into_inner) = Some(objection);
        Ok(false)
    }
}

/// Reaches a server that is known, and logs in. Gives the session and its SFTP channel.
pub(super) async fn connect(
    host: &str,
    port: u16,
    known: KnownHosts,
    login: &Login,
) -> Result<(Handle<Watcher>, Channel<client::Msg>), Trouble> {
    let line = reach(host, port).await?;
    let config = Arc::new(client::Config {
        preferred: preferred(&known.kinds(host, port)),
        keepalive_interval: Some(STILL),
        keepalive_max: 2,
        nodelay: true,
        ..client::Config::default()
    });
    let objection = Arc::new(Mutex::new(None));
    let watcher = Watcher { host: host.to_owned(), port, known, objection: objection.clone() };
    let shaken = timeout(SILENCE, client::connect_stream(config, line, watcher)).await;
    let objection = objection.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(objection) = objection {
        return Err(objection);
    }
    let mut ssh = shaken.map_err(|_| silent())?.map_err(|error| match error {
        russh::Error::HUP | russh::Error::Disconnect => Trouble::Unreachable(format!(
            "what listens at port {port} closed the connection at once: perhaps it is no SFTP server, or takes no more connections"
        )),
        error => broke(&error),
    })?;
    timeout(2 * SILENCE, login.log_in(&mut ssh)).await.map_err(|_| silent())??;
    let channel = timeout(SILENCE, open_channel(&ssh)).await.map_err(|_| silent())??;
    Ok((ssh, channel))
}

async fn reach(host: &str, port: u16) -> Result<TcpStream, Trouble> {
    let silent = |_| Trouble::Unreachable(format!("no answer for {} seconds", SILENCE.as_secs()));
    let addresses = timeout(SILENCE, lookup_host((host, port))).await.map_err(silent)?;
    let addresses = addresses.map_err(|_| Trouble::Unreachable(format!("there is no computer named {host}")))?;
    let mut last = Trouble::Unreachable(format!("there is no computer named {host}"));
    for address in addresses {
        match timeout(SILENCE, TcpStream::connect(address)).await {
            Ok(Ok(line)) => {
                // Small requests must not wait for each other.
                let _ = line.set_nodelay(true);
                return Ok(line);
            }
            Ok(Err(error)) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
                last = Trouble::Unreachable(format!("it takes no connections at port {port}"));
            }
            Ok(Err(error)) => last = Trouble::Unreachable(error.to_string()),
            Err(elapsed) => last = silent(elapsed),
        }
    }
    Err(last)
}

/// The kinds of key that the server is known by come first: it may have several. SHA-1 is not taken.
fn preferred(known: &[Algorithm]) -> Preferred {
    let is_sound = |kind: &&Algorithm| **kind != Algorithm::Rsa { hash: None };
    let mut kinds: Vec<Algorithm> = Preferred::DEFAULT.key.iter().filter(is_sound).cloned().collect();
    kinds.sort_by_key(|kind| {
        let is_known = known.iter().any(|known| known == kind || is_rsa(known) && is_rsa(kind));
        (!is_known, matches!(kind, Algorithm::Rsa { hash: Some(HashAlg::Sha256) }))
    });
    Preferred { key: Cow::Owned(kinds), ..Preferred::DEFAULT }
}

/// Whether a kind of key is RSA, with whatever hash it signs.
pub(super) fn is_rsa(kind: &Algorithm) -> bool {
    matches!(kind, Algorithm::Rsa { .. })
}

async fn open_channel(ssh: &Handle<Watcher>) -> Result<Channel<client::Msg>, Trouble> {
    let no_sftp = || Trouble::Other("the server let us in, but has no SFTP for this login".to_owned());
    let mut channel = ssh.channel_open_session().await.map_err(|error| match error {
        russh::Error::ChannelOpenFailure(_) => no_sftp(),
        error => broke(&error),
    })?;
    channel.request_subsystem(true, "sftp").await.map_err(|error| broke(&error))?;
    loop {
        match channel.wait().await {
            Some(ChannelMsg::Success) => return Ok(channel),
            Some(ChannelMsg::Failure | ChannelMsg::Close | ChannelMsg::Eof) => return Err(no_sftp()),
            Some(_) => {}
            None => return Err(Trouble::BrokeOff("the server closed the connection".to_owned())),
        }
    }
}

fn silent() -> Trouble {
    Trouble::BrokeOff(format!("no answer for {} seconds", SILENCE.as_secs()))
}

/// What went wrong below SFTP.
pub(super) fn broke(error: &russh::Error) -> Trouble {
    match error {
        russh::Error::NoCommonAlgo { kind, theirs, .. } => Trouble::Other(format!(
            "the server and senco-guide have no way of encryption in common ({kind:?}; the server has {})",
            theirs.join(", ")
        )),
        russh::Error::Version => Trouble::Other("what answers there is not an SSH server".to_owned()),
        russh::Error::IO(error) => Trouble::BrokeOff(error.to_string()),
        russh::Error::HUP | russh::Error::Disconnect | russh::Error::SendError | russh::Error::RecvError => {
            Trouble::BrokeOff("the server closed the connection".to_owned())
        }
        error => Trouble::BrokeOff(error.to_string()),
    }
}
