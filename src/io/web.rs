//! The way to the web: one address asked once, and the time that passes meanwhile.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::model::{Trouble, WebAddress};

/// The web as a run of the tool sees it. Follows no redirect, repeats nothing and knows no manners: `probe` does.
pub trait Web: fmt::Debug + Send + Sync {
    /// Asks an address once (GET).
    ///
    /// `appetite` is asked before each piece of the body whether more of it is wanted, with all that came so far; the rest
    /// is left unread.
    ///
    /// # Errors
    /// When no answer came. An answer that says “not found” is an answer.
    fn ask(&self, question: &Question<'_>, appetite: &mut Appetite<'_>) -> Result<Answer, Trouble>;

    /// The time.
    fn now(&self) -> Timestamp;

    /// The day, where the machine stands.
    fn today(&self) -> Date;

    /// Waits until a time.
    fn wait_until(&self, time: Timestamp);

    /// Hears how many of how many addresses are done: somebody may be watching.
    fn tell(&self, _done: usize, _of: usize) {}
}

/// A question to the web.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// What is asked.
    pub address: &'a WebAddress,
    /// How long the answer may take, its body included.
    pub patience: Duration,
    /// Whether it may lead to a private address.
    pub private: PrivateAddresses,
}

/// Says whether more of a body is wanted, by the head of the answer and what came so far.
pub type Appetite<'a> = dyn FnMut(&Head, &[u8]) -> Wanted + 'a;

/// Whether more of a body is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// More.
    More,
    /// No more.
    Enough,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Its head.
    pub head: Head,
    /// What was read of its body, unpacked.
    pub body: Vec<u8>,
    /// Whether the body broke off before we had enough of it.
    pub broke_off: bool,
}

/// The head of an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The status.
    pub status: u16,
    /// The headers: names in lower case, the first of each name.
    pub headers: BTreeMap<String, String>,
}

/// Whether private addresses may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrivateAddresses {
    /// They are refused, also when a public name or a redirect leads there.
    Refused,
    /// They are asked like any other.
    Allowed,
}

impl Head {
    /// The value of a header, by its name in lower case; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}
