//! What was gathered outside the guide before the checks: facts first, judgement after.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{SchoolReport, WebAddress};

/// What the outside said. Empty for a build and for a check that asked nobody.
#[derive(Debug, Default)]
pub struct Facts {
    /// What the outside addresses answered; none when they were not asked.
    pub web: Option<WebFacts>,
}

/// What the outside addresses answered.
#[derive(Debug, Default)]
pub struct WebFacts {
    /// A fact for each outside address, as links have it in their destination.
    pub facts: BTreeMap<String, WebFact>,
    /// What is to be remembered of this check, by address: the next one reads it.
    pub memory: WebMemory,
    /// How many addresses answered in each way on the days they were asked, this one among them.
    pub days: WebDays,
}

/// What was seen of outside addresses on this and earlier days, by address.
pub type WebMemory = BTreeMap<String, Remembered>;

/// How many outside addresses answered in each way, by day.
pub type WebDays = BTreeMap<Date, BTreeMap<String, usize>>;

/// What is remembered of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// What the newest check that asked it saw.
    pub verdict: String,
    /// The day of that check.
    pub seen: Date,
    /// The last day it was fine.
    pub fine: Option<Date>,
    /// The first day of those on which it was not there, with no good day between.
    pub missing_since: Option<Date>,
    /// The day the page says that it was last updated; none when it does not say.
    pub updated: Option<Date>,
    /// What the text told, when it is a school's SEN information report.
    pub report: Option<SchoolReport>,
}

/// What is known of one outside address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebFact {
    /// The address that was asked; none when it cannot be understood as one.
    pub address: Option<WebAddress>,
    /// What the answer means.
    pub verdict: WebVerdict,
    /// The last day it was fine, before this check.
    pub fine: Option<Date>,
    /// The day of this check.
    pub day: Date,
}

/// What an answer means. A closed list, so that no report forgets one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WebVerdict {
    /// It answers with the page.
    Fine,
    /// It has moved for good: every redirect on the way says so.
    Moved {
        /// The whole new address.
        to: String,
    },
    /// It is not there, and was not there on an earlier day.
    Gone {
        /// How that showed.
        how: Absence,
        /// The first day that it was not there.
        since: Date,
    },
    /// It is not there, for the first time: a site may be down for a day.
    Missing {
        /// How that showed.
        how: Absence,
        /// The first day that it was not there.
        since: Date,
    },
    /// It answers, but not with the page that the link means.
    Substitute(Substitute),
    /// The page answers and has no such spot.
    NoSpot {
        /// What stands after `#`.
        spot: String,
    },
    /// The site turns programs away, so nobody can say.
    TurnedAway {
        /// The status that it answered with.
        status: u16,
    },
    /// It does not work now, and may tomorrow.
    Failing(Trouble),
    /// It was not asked.
    NotAsked(NotAsked),
}

/// How it shows that an address is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absence {
    /// The site answered “not found” (status 404).
    NotFound,
    /// The site answered that the page was taken away for good (status 410).
    TakenAway,
    /// There is no site of that name.
    NoSuchSite,
}

/// What readers get in place of a page: a site that says “fine” and shows something else (a soft 404).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Substitute {
    /// The site's home page.
    HomePage {
        /// Where it is.
        at: String,
    },
    /// A page that says that there is no such page.
    NotFoundPage {
        /// What its title or heading says.
        says: String,
    },
    /// A page that offers the site's name for sale.
    Parked,
    /// A page to sign in on.
    SignIn {
        /// Where it is.
        at: String,
    },
}

/// Why an address gave no usable answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// There is no site of that name, as far as this computer can tell.
    UnknownName,
    /// The name could not be looked up just now.
    NameService,
    /// Nothing listens there, or the network leads nowhere.
    NoConnection,
    /// No whole answer in the time that a person would wait.
    TooSlow,
    /// The connection ended in the middle of an answer.
    CutOff,
    /// The security certificate is not to be trusted; the reason in words.
    Certificate(String),
    /// Something answered, but not as a web site does.
    NotTheWeb,
    /// The way out through the network's proxy was refused.
    Proxy,
    /// It redirects to itself, round and round.
    Circle,
    /// It redirects again and again without end.
    TooManyRedirects,
    /// It redirects to something that is no web address.
    RedirectElsewhere,
    /// It leads into a private network, where we ask nobody.
    Private,
    /// It says that it cannot answer now; the status.
    Status(u16),
}

/// Why an address was not asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAsked {
    /// The time for the whole run was used up.
    OutOfTime,
    /// It lies on this computer or in a private network.
    Private,
    /// It cannot be understood as a web address.
    Strange,
    /// A mail filter has wrapped it, and only the filter's server knows what is inside.
    Wrapped,
    /// The site gave no answer to others of its addresses, so this one was left alone.
    SiteIsSilent(Trouble),
    /// The site asked to be left alone for longer than the run may take.
    AskedToWait,
    /// The page answers, but the spot in it could not be looked for: it is too long, or broke off.
    SpotOutOfReach,
}

impl WebVerdict {
    /// The verdict's name in `links.csv`. What is missing for the first time cannot be judged yet.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Fine => "ok",
            Self::Moved { .. } => "moved",
            Self::Gone { .. } => "gone",
            Self::Substitute(_) => "soft-404",
            Self::NoSpot { .. } => "no such spot",
            Self::TurnedAway { .. } => "refused to robots",
            Self::Failing(_) => "failing now",
            Self::Missing { .. } | Self::NotAsked(_) => "not checked",
        }
    }

    /// Whether readers get what the link promises.
    pub fn is_fine(&self) -> bool {
        matches!(self, Self::Fine | Self::Moved { .. })
    }
}

impl Trouble {
    /// Whether it may be over in a moment, so that a second try is worth a request.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::NoConnection | Self::TooSlow | Self::CutOff | Self::NameService)
    }
}
