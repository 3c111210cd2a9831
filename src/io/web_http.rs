//! The real web: HTTP/1.1 over TLS, with the machine's own proxy and root certificates, and an honest name.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{ErrorKind, Read};
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::{OnceLock, mpsc};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::civil::Date;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{ArrayVec, DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{
    ConnectProxyConnector, Connector as _, NextTimeout, RustlsConnector, SocksConnector, TcpConnector,
};
use ureq::{Agent, Error, Proxy};

use super::web::{Answer, Appetite, Head, PrivateAddresses, Question, Wanted, Web};
use super::web_private::{is_private, is_private_host};
use super::web_proxy::PlainByProxy;
use crate::model::{Trouble, WebAddress};

/// How the tool names itself to every site it asks. “Mozilla/5.0 (compatible; …)” is how honest robots have long been named,
/// because some sites send an empty answer to anything else.
const USER_AGENT: &str =
    concat!("Mozilla/5.0 (compatible; senco-guide/", env!("CARGO_PKG_VERSION"), "; checks the links of a guide)");

/// The most bytes of one body, unpacked, whatever anybody wants of it.
const LONGEST_BODY: usize = 64 * 1024 * 1024;

/// How many kinds of patience there are, halving from the longest down. An agent's patience is fixed, so there is one for
/// each kind, made when it is needed: the last seconds of a run leave little patience.
const KINDS: usize = 9;

/// The longest that an answer may take, body included.
const LONGEST: Duration = Duration::from_secs(30);

/// The web that is really there.
pub struct HttpWeb {
    known: BTreeMap<String, SocketAddr>,
    proxy: Option<Proxy>,
    /// For public addresses only, and for all.
    agents: [[OnceLock<Agent>; KINDS]; 2],
    began: (Timestamp, Instant),
    watcher: Box<dyn Fn(usize, usize) + Send + Sync>,
}

impl HttpWeb {
    /// The web by way of the system's proxy, when it has one.
    pub fn new() -> Self {
        Self {
            known: BTreeMap::new(),
            proxy: Proxy::try_from_env(),
            agents: [const { [const { OnceLock::new() }; KINDS] }; 2],
            began: (Timestamp::now(), Instant::now()),
            watcher: Box::new(|_, _| {}),
        }
    }

    /// Without a proxy.
    #[must_use]
    pub fn direct(self) -> Self {
        Self { proxy: None, ..self }
    }

    /// A host that is known to live at an address, as in the system's file of hosts; it counts as public.
    #[must_use]
    pub fn knowing(mut self, host: &str, address: SocketAddr) -> Self {
        self.known.insert(host.to_owned(), address);
        self
    }

    /// Somebody who wants to hear how many of how many addresses are done.
    #[must_use]
    pub fn watched_by(self, watcher: impl Fn(usize, usize) + Send + Sync + 'static) -> Self {
        Self { watcher: Box::new(watcher), ..self }
    }

    /// The agent with the longest patience that is not longer than this.
    fn agent(&self, patience: Duration, private: PrivateAddresses) -> &Agent {
        let halvings = (0..KINDS - 1).take_while(|halvings| LONGEST / (1 << halvings) > patience).count();
        let agents = match private {
            PrivateAddresses::Refused => &self.agents[0],
            PrivateAddresses::Allowed => &self.agents[1],
        };
        agents[halvings].get_or_init(|| self.new_agent(LONGEST / (1 << halvings), private))
    }

    fn new_agent(&self, patience: Duration, private: PrivateAddresses) -> Agent {
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(USER_AGENT)
            .accept("text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8")
            .proxy(self.proxy.clone())
            .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
            .timeout_global(Some(patience))
            .timeout_connect(Some(patience.min(Duration::from_secs(10))))
            .max_idle_connections(200)
            .max_idle_connections_per_host(1)
            .build();
        let resolver = GuardedResolver {
            private,
            known: self.known.clone(),
            proxy: self.proxy.as_ref().map(|proxy| (proxy.host().to_owned(), proxy.port())),
            system: DefaultResolver::default(),
        };
        let connector =
            ().chain(PlainByProxy::new())
                .chain(SocksConnector::default())
                .chain(ConnectProxyConnector::default())
                .chain(TcpConnector::default())
                .chain(RustlsConnector::default());
        Agent::with_parts(config, connector, resolver)
    }

    /// A proxy looks names up by itself, so a name that leads into a private network is looked up here before.
    fn leads_inside(&self, question: &Question<'_>, uri: &Uri) -> bool {
        let address = question.address;
        let is_refused = question.private == PrivateAddresses::Refused && !self.known.contains_key(address.host());
        let goes_by_proxy = self.proxy.as_ref().is_some_and(|proxy| !proxy.is_no_proxy(uri));
        is_refused
            && (is_private_host(address.host()) || (goes_by_proxy && resolves_inside(address, question.patience)))
    }
}

impl Default for HttpWeb {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for HttpWeb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpWeb").field("known", &self.known).finish_non_exhaustive()
    }
}

impl Web for HttpWeb {
    fn ask(&self, question: &Question<'_>, appetite: &mut Appetite<'_>) -> Result<Answer, Trouble> {
        let uri: Uri = question.address.to_string().parse().map_err(|_| Trouble::NotTheWeb)?;
        if self.leads_inside(question, &uri) {
            return Err(Trouble::Private);
        }
        let request =
            self.agent(question.patience, question.private).get(uri).header("accept-language", "en-GB,en;q=0.8");
        let mut response = request.call().map_err(trouble)?;
        let head = Head { status: response.status().as_u16(), headers: headers(response.headers()) };
        let (body, broke_off) = read(&head, &mut response.body_mut().as_reader(), appetite);
        Ok(Answer { head, body, broke_off })
    }

    fn now(&self) -> Timestamp {
        let passed = jiff::SignedDuration::try_from(self.began.1.elapsed()).unwrap_or_default();
        self.began.0.checked_add(passed).unwrap_or(Timestamp::MAX)
    }

    fn today(&self) -> Date {
        super::today()
    }

    fn wait_until(&self, time: Timestamp) {
        if let Ok(left) = Duration::try_from(time.duration_since(self.now())) {
            std::thread::sleep(left);
        }
    }

    fn tell(&self, done: usize, of: usize) {
        (self.watcher)(done, of);
    }
}

/// Whether this machine knows a private address for a host. A proxy's network often knows no names of the world outside, so
/// no answer is no reason to refuse, and none is waited for longer than a moment.
fn resolves_inside(address: &WebAddress, patience: Duration) -> bool {
    let place = (address.host().to_owned(), address.port());
    if is_never_a_name(&place.0) {
        return false;
    }
    let (answers, answer) = mpsc::channel();
    std::thread::spawn(move || {
        let found = place.to_socket_addrs().is_ok_and(|mut found| found.any(|at| is_private(at.ip())));
        let _ = answers.send(found);
    });
    answer.recv_timeout(patience.min(Duration::from_secs(3))).unwrap_or(false)
}

/// Names that no site has, by agreement (RFC 6761, 6.4): nobody need be asked.
fn is_never_a_name(host: &str) -> bool {
    host == "invalid" || host.ends_with(".invalid")
}

fn headers(all: &ureq::http::HeaderMap) -> BTreeMap<String, String> {
    let mut headers = BTreeMap::new();
    for (name, value) in all {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        headers.entry(name.as_str().to_owned()).or_insert(value);
    }
    headers
}

/// Reads as much of a body as is wanted; and whether it broke off before that.
fn read(head: &Head, body: &mut impl Read, appetite: &mut Appetite<'_>) -> (Vec<u8>, bool) {
    let mut all = Vec::new();
    let mut piece = vec![0; 16 * 1024];
    while all.len() < LONGEST_BODY && appetite(head, &all) == Wanted::More {
        match body.read(&mut piece) {
            Ok(0) => return (all, false),
            Ok(length) => all.extend_from_slice(&piece[..length]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return (all, true),
        }
    }
    (all, false)
}

/// Looks names up as the system does, and drops the private addresses among the answers: a name that was public a second ago
/// may be private now, so the look-up that counts is the one whose answer is connected to.
#[derive(Debug)]
struct GuardedResolver {
    private: PrivateAddresses,
    known: BTreeMap<String, SocketAddr>,
    proxy: Option<(String, u16)>,
    system: DefaultResolver,
}

/// What the look-up of a name came to, for [`trouble`].
#[derive(Debug, thiserror::Error)]
enum NameTrouble {
    #[error("private")]
    Private,
    #[error("unknown")]
    Unknown,
    #[error("not now")]
    NotNow,
}

impl Resolver for GuardedResolver {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let host = uri.host().unwrap_or_default();
        if let Some(address) = self.known.get(host) {
            return Ok(list([*address]));
        }
        if is_never_a_name(host) {
            return Err(Error::Other(Box::new(NameTrouble::Unknown)));
        }
        let found = self.system.resolve(uri, config, timeout).map_err(|error| match error {
            Error::Io(error) => Error::Other(Box::new(name_trouble(&error))),
            Error::HostNotFound => Error::Other(Box::new(NameTrouble::Unknown)),
            other => other,
        })?;
        let is_proxy = self.proxy.as_ref().is_some_and(|(name, port)| name == host && uri.port_u16() == Some(*port));
        if self.private == PrivateAddresses::Allowed || is_proxy {
            return Ok(found);
        }
        let public = list(found.iter().copied().filter(|address| !is_private(address.ip())));
        if public.is_empty() { Err(Error::Other(Box::new(NameTrouble::Private))) } else { Ok(public) }
    }
}

fn list(addresses: impl IntoIterator<Item = SocketAddr>) -> ResolvedSocketAddrs {
    let mut all = ArrayVec::from_fn(|_| SocketAddr::from(([0, 0, 0, 0], 0)));
    for address in addresses {
        all.push(address);
    }
    all
}

/// Whether it was the name of a server that could not be looked up. The system has words for it, and Windows numbers.
pub(super) fn is_of_name(error: &std::io::Error) -> bool {
    const TRY_AGAIN: i32 = 11002;
    let is_later = error.to_string().contains("failed to lookup address") || error.raw_os_error() == Some(TRY_AGAIN);
    is_later || matches!(name_trouble(error), NameTrouble::Unknown)
}

/// Tells “there is no such name” from “nobody could say”. The system has words for it, and Windows numbers.
fn name_trouble(error: &std::io::Error) -> NameTrouble {
    const HOST_NOT_FOUND: i32 = 11001;
    const NO_DATA: i32 = 11004;
    let words = error.to_string();
    let unknown = [
        "Name or service not known",
        "nodename nor servname provided",
        "No address associated",
        "Name does not resolve",
    ];
    let is_unknown = unknown.iter().any(|known| words.contains(known))
        || matches!(error.raw_os_error(), Some(HOST_NOT_FOUND | NO_DATA));
    if is_unknown { NameTrouble::Unknown } else { NameTrouble::NotNow }
}

fn trouble(error: Error) -> Trouble {
    match error {
        Error::HostNotFound => Trouble::UnknownName,
        Error::Timeout(ureq::Timeout::Resolve) => Trouble::NameService,
        Error::Timeout(_) => Trouble::TooSlow,
        Error::Rustls(error) => certificate(&error.to_string()),
        Error::Tls(_) | Error::TlsRequired => certificate("it is not one that this computer understands"),
        Error::ConnectProxyFailed(_) | Error::InvalidProxyUrl => Trouble::Proxy,
        Error::Other(error) => match error.downcast_ref::<NameTrouble>() {
            Some(NameTrouble::Private) => Trouble::Private,
            Some(NameTrouble::Unknown) => Trouble::UnknownName,
            Some(NameTrouble::NotNow) => Trouble::NameService,
            None => Trouble::NotTheWeb,
        },
        Error::Io(error) => match error.kind() {
            ErrorKind::UnexpectedEof
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::BrokenPipe => Trouble::CutOff,
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Trouble::TooSlow,
            ErrorKind::InvalidData => certificate(&error.to_string()),
            _ => Trouble::NoConnection,
        },
        Error::ConnectionFailed => Trouble::NoConnection,
        _ => Trouble::NotTheWeb,
    }
}

fn certificate(reason: &str) -> Trouble {
    Trouble::Certificate(certificate_words(reason).to_owned())
}

/// What is wrong with a certificate, in words a reader of a browser's warning would know.
pub(super) fn certificate_words(reason: &str) -> &'static str {
    let known = [
        ("Expired", "it is out of date"),
        ("NotValidYet", "it is not valid yet"),
        ("NotValidForName", "it belongs to another site"),
        ("Revoked", "it was withdrawn"),
        ("UnknownIssuer", "this computer cannot tell who vouches for it, though a browser may"),
    ];
    known.iter().find(|(sign, _)| reason.contains(sign)).map_or("it cannot be trusted", |(_, words)| words)
}
