//! Who is let in. The preview is for the browser of the person at this computer, and for the pages that it serves itself.
//!
//! 1. The `Host` must name this computer: a name of somebody else's that was led here (DNS rebinding) is turned away.
//! 2. Whatever another site's page asks for is turned away, also pictures and scripts; a link that a person follows is not.
//! 3. What opens or changes a file must be asked by `POST`, from a page of our own, with the token that only our pages know.

/// What a browser says about itself and what it wants.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// `GET`, `HEAD` or `POST`.
    pub method: String,
    /// The path, without a query, still percent-encoded.
    pub path: String,
    /// `Host`.
    pub host: Option<String>,
    /// `Origin`.
    pub origin: Option<String>,
    /// `Sec-Fetch-Site`.
    pub fetch_site: Option<String>,
    /// `Sec-Fetch-Mode`.
    pub fetch_mode: Option<String>,
    /// `Sec-Fetch-Dest`.
    pub fetch_dest: Option<String>,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// `X-Preview-Token`.
    pub token: Option<String>,
    /// What it sends along.
    pub body: Vec<u8>,
}

/// What we know that others do not.
#[derive(Debug, Clone)]
pub struct Gate {
    /// The port that we answer on.
    pub port: u16,
    /// What our own pages send along.
    pub token: String,
}

/// Why somebody is turned away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TurnedAway {
    /// The name of the host is not ours.
    Host,
    /// Another site's page asks.
    Outsider,
    /// There is no such way to ask.
    Method,
    /// Our own page, but an older one: the preview was started anew.
    Token,
}

impl TurnedAway {
    /// The status of the answer.
    pub fn status(self) -> u16 {
        match self {
            Self::Host => 421,
            Self::Outsider | Self::Token => 403,
            Self::Method => 405,
        }
    }

    /// Why, in a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Host => "The preview answers only at the address that it says when it starts.",
            Self::Outsider => "The preview answers only to its own pages.",
            Self::Method => "The preview does not do that.",
            Self::Token => "The preview was started anew. Load this page again, then press the button once more.",
        }
    }
}

impl Gate {
    /// Whether somebody is let in.
    pub fn lets_in(&self, asked: &Asked) -> Result<(), TurnedAway> {
        let host = asked.host.as_deref().map(str::to_ascii_lowercase);
        let host = host.filter(|host| self.hosts().contains(host)).ok_or(TurnedAway::Host)?;
        let is_post = asked.method == "POST";
        if !(is_post || asked.method == "GET" || asked.method == "HEAD") {
            return Err(TurnedAway::Method);
        }
        let is_own_origin = asked.origin.as_ref().map(|origin| *origin == format!("http://{host}"));
        let is_own_site = matches!(asked.fetch_site.as_deref(), None | Some("same-origin" | "none"));
        let is_followed = !is_post
            && asked.fetch_mode.as_deref() == Some("navigate")
            && asked.fetch_dest.as_deref() == Some("document")
            && !asked.path.starts_with(super::OWN);
        if is_own_origin == Some(false) || !(is_own_site || is_followed) {
            return Err(TurnedAway::Outsider);
        }
        if is_post {
            let is_json = asked.content_type.as_deref() == Some("application/json");
            if is_own_origin.is_none() || !is_json {
                return Err(TurnedAway::Outsider);
            }
            if !asked.token.as_deref().is_some_and(|token| is_same(token, &self.token)) {
                return Err(TurnedAway::Token);
            }
        }
        Ok(())
    }

    fn hosts(&self) -> Vec<String> {
        let names = ["127.0.0.1", "localhost"];
        let with_port = names.iter().map(|name| format!("{name}:{}", self.port));
        // Browsers leave out the port that is usual.
        with_port.chain(names.iter().filter(|_| self.port == 80).map(|name| (*name).to_owned())).collect()
    }
}

/// Compares every letter, so that the time it takes says nothing.
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}
