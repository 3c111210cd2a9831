//! The way to servers that speak HTTP: the machine's own proxy and root certificates, patience with a slow link, another try
//! when a connection breaks off, and words for what went wrong.

use std::fmt;
use std::io::ErrorKind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use ureq::config::Config;
use ureq::http::{Request, Response, StatusCode};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Error, Timeout};

use super::Trouble;
use crate::io::web_http::{certificate_words, is_of_name};

/// How long nothing may come or go.
const SILENCE: Duration = Duration::from_secs(30);

/// How many bytes go out in a second by the slowest link. What has left us may still wait in the machine, so the silence after
/// a large file is longer.
const SLOWEST: u64 = 8_000;

/// How long the waits are before a server is asked again.
const WAITS: [Duration; 4] =
    [Duration::from_millis(200), Duration::from_millis(500), Duration::from_secs(1), Duration::from_secs(2)];

/// After this long, a question that fails is not asked again.
const ENOUGH: Duration = Duration::from_mins(1);

/// The longest answer that is taken in: no file of a release comes near it.
const LONGEST_BODY: u64 = 1 << 30;

/// Connections to one server, kept open between questions.
pub(super) struct Http {
    agent: Agent,
    again: AtomicUsize,
}

impl Http {
    /// With the machine's proxy and root certificates. An answer that sends us to another address is given back as it is, so
    /// that no login goes where nobody meant it to.
    pub(super) fn new() -> Self {
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .user_agent(concat!("senco-guide/", env!("CARGO_PKG_VERSION")))
            .accept_encoding("identity")
            .tls_config(TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build())
            .timeout_connect(Some(Duration::from_secs(10)))
            .timeout_per_write(Some(SILENCE))
            .max_idle_connections(32)
            .max_idle_connections_per_host(32)
            .build();
        Self { agent: config.into(), again: AtomicUsize::new(0) }
    }

    /// Asks, and takes the whole answer in. When the connection breaks off or the server is in trouble, it is asked again.
    pub(super) fn ask(&self, request: &Request<&[u8]>) -> Result<Response<Vec<u8>>, Error> {
        let began = Instant::now();
        let mut waits = WAITS.iter();
        loop {
            let answer = self.ask_once(request.clone());
            let may_pass = match &answer {
                Ok(answer) => is_passing(answer.status()),
                Err(error) => matches!(trouble(error), Trouble::BrokeOff(_)),
            };
            let wait = waits.next().filter(|_| may_pass && began.elapsed() < ENOUGH);
            let Some(wait) = wait else { return answer };
            std::thread::sleep(*wait);
            self.again.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// How often anything was asked again. A server may have done what it was asked although its answer was lost, so that the
    /// second answer says that it is done already.
    pub(super) fn asked_again(&self) -> usize {
        self.again.load(Ordering::Relaxed)
    }

    fn ask_once(&self, request: Request<&[u8]>) -> Result<Response<Vec<u8>>, Error> {
        let patience = SILENCE + Duration::from_secs(request.body().len() as u64 / SLOWEST);
        let request = self.agent.configure_request(request).timeout_per_read(Some(patience)).build();
        let has_body = !request.body().is_empty() || matches!(request.method().as_str(), "PUT" | "POST");
        let mut answer = if has_body { self.agent.run(request)? } else { self.agent.run(request.map(|_| ()))? };
        let body = answer.body_mut().with_config().limit(LONGEST_BODY).read_to_vec()?;
        Ok(answer.map(|_| body))
    }
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The address of a proxy may hold a password.
        f.write_str("Http")
    }
}

/// Whether an answer speaks of a trouble that may be over in a moment.
fn is_passing(status: StatusCode) -> bool {
    matches!(status.as_u16(), 429 | 500 | 502 | 503 | 504)
}

/// What kept an answer from coming, for the people who publish.
pub(super) fn trouble(error: &Error) -> Trouble {
    let unreachable = |words: &str| Trouble::Unreachable(words.to_owned());
    match error {
        Error::HostNotFound => unreachable("nobody knows a server of that name"),
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => unreachable("it does not answer"),
        Error::Timeout(_) => Trouble::BrokeOff("nothing came for a long time".to_owned()),
        Error::Rustls(error) => certificate(&error.to_string()),
        Error::Tls(_) | Error::TlsRequired => unreachable("it does not speak https as this computer does"),
        Error::ConnectProxyFailed(_) | Error::InvalidProxyUrl => unreachable("the proxy does not let us through"),
        Error::ConnectionFailed => unreachable("no connection"),
        Error::Io(error) => match error.kind() {
            ErrorKind::ConnectionRefused
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::AddrNotAvailable => unreachable(&error.kind().to_string()),
            ErrorKind::InvalidData => certificate(&error.to_string()),
            _ if is_of_name(error) => unreachable("nobody knows a server of that name"),
            kind => Trouble::BrokeOff(kind.to_string()),
        },
        Error::Protocol(_) | Error::BodyStalled => Trouble::BrokeOff("the answer was cut short".to_owned()),
        // Its words may hold the address, and the address a signature.
        _ => Trouble::Other("the server's address, or its answer, could not be understood".to_owned()),
    }
}

fn certificate(reason: &str) -> Trouble {
    Trouble::Unreachable(format!("its certificate cannot be accepted: {}", certificate_words(reason)))
}

/// Refuses to send a password where anybody on the way could read it.
pub(super) fn refuse_open_secret(endpoint: &str) -> Result<(), Trouble> {
    let Some(rest) = endpoint.strip_prefix("http://") else { return Ok(()) };
    let authority = rest.split('/').next().unwrap_or_default();
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    if matches!(host, "localhost" | "127.0.0.1" | "[::1]") {
        return Ok(());
    }
    let words = "its address in guide.toml begins with http://, so anybody on the way could read the password; https:// is needed";
    Err(Trouble::Other(words.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_goes_by_http_to_this_computer_only() {
        for fine in
            ["https://files.aldermere.example/", "http://127.0.0.1:8081/dav/", "http://localhost/", "http://[::1]:80/"]
        {
            assert_eq!(refuse_open_secret(fine), Ok(()), "{fine}");
        }
        for open in ["http://files.aldermere.example/dav", "http://localhost.example/", "http://127.0.0.1.example:80/"]
        {
            assert!(refuse_open_secret(open).is_err(), "{open}");
        }
    }

    #[test]
    fn what_may_be_over_in_a_moment_is_told_from_what_will_not() {
        let io = |kind: ErrorKind| trouble(&Error::Io(kind.into()));
        assert!(matches!(io(ErrorKind::ConnectionReset), Trouble::BrokeOff(_)));
        assert!(matches!(io(ErrorKind::UnexpectedEof), Trouble::BrokeOff(_)));
        assert!(matches!(io(ErrorKind::ConnectionRefused), Trouble::Unreachable(_)));
        assert!(matches!(trouble(&Error::HostNotFound), Trouble::Unreachable(_)));
        let secret = trouble(&Error::BadUri("https://store.example/?sig=secret".to_owned()));
        assert!(!secret.to_string().contains("secret"), "{secret}");
    }
}
