//! What keeps a publish target from doing a step, in words for the people who publish.

/// A failure of a publish target: which place, what happened, and the way out.
#[derive(Debug, Clone, thiserror::Error)]
#[error("Publishing to {place} did not work: {trouble}\nFix: {}", trouble.fix())]
pub struct TargetFailure {
    /// The place in words.
    pub place: String,
    /// What happened.
    pub trouble: Trouble,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// There is no such folder, bucket or container.
    #[error("it is not there.")]
    NoSuchPlace,
    /// The host cannot be reached; what was said.
    #[error("the server cannot be reached ({0}).")]
    Unreachable(String),
    /// The connection broke off, or no answer came in time; what was said.
    #[error("the connection broke off ({0}).")]
    BrokeOff(String),
    /// The host shows another key than the known one.
    #[error("the server shows another key than the one this computer knows it by. Somebody may be listening in.")]
    WrongHostKey,
    /// The host's key is not known.
    #[error("this computer does not know the server's key yet ({0}).")]
    UnknownHostKey(String),
    /// The login was refused.
    #[error("the server refused the login.")]
    LoginRefused,
    /// The key or token is over; since when, when that is known, or nothing.
    #[error("the key or token is over{0}.")]
    Expired(String),
    /// No secret was found; the names of the environment variables that were looked for.
    #[error("no password or key was found.")]
    NoSecret(Vec<String>),
    /// The login may not do this; what.
    #[error("the login may not do this: {0}.")]
    NotAllowed(String),
    /// The place is full, or its quota is used up.
    #[error("there is no space left there, or the quota is used up.")]
    NoSpace,
    /// The place cannot switch a pointer, so the layout `releases` cannot be used; what was said.
    #[error("it cannot switch from one release to another in one step ({0}).")]
    CannotSwitch(String),
    /// The program was built without this kind of target.
    #[error("this senco-guide was built without that kind of target.")]
    NotBuiltIn,
    /// Somebody else is publishing there; who, and since when.
    #[error("{by} is publishing there, since {since}.")]
    Locked {
        /// The role, or words for nobody known.
        by: String,
        /// The time, in words.
        since: String,
    },
    /// What stands there was published by a newer program.
    #[error("what stands there was published by a newer senco-guide.")]
    Newer,
    /// Something else stands where the guide should go; which file.
    #[error("there is a file {0} that senco-guide did not put there.")]
    Strange(String),
    /// There is no such release; those that there are.
    #[error("it has no release {asked}. It has {known}.")]
    NoSuchRelease {
        /// What was asked for.
        asked: String,
        /// The numbers of those that there are, in words.
        known: String,
    },
    /// A kept release lacks a file, so it cannot be made live.
    #[error("release {number} is not whole there any more: {file} is missing or was changed.")]
    NotWhole {
        /// The release's number.
        number: u32,
        /// The file.
        file: String,
    },
    /// Anything else; what was said.
    #[error("{0}.")]
    Other(String),
}

/// What a place has to which nothing was published, where its releases are named.
const NONE_YET: &str = "none yet";

impl TargetFailure {
    /// A failure at a place.
    pub fn new(place: impl Into<String>, trouble: Trouble) -> Self {
        Self { place: place.into(), trouble }
    }
}

impl Trouble {
    /// The way out.
    pub fn fix(&self) -> String {
        match self {
            Self::NoSuchPlace => {
                "if it is on a network drive, see that the drive is connected, and try again. Otherwise make the folder (of a store: the bucket or container), or correct the line in guide.toml that names it.".to_owned()
            }
            Self::Unreachable(_) => {
                "check the name in guide.toml and the connection, then try again. What was live is still live."
                    .to_owned()
            }
            Self::BrokeOff(_) => {
                "try again: it carries on where it stopped. The site that is live is whole.".to_owned()
            }
            Self::WrongHostKey => {
                "do not go on. Ask the server's team whether its key was changed; if so, they can tell you its new fingerprint, and the old line must be taken out of known_hosts.".to_owned()
            }
            Self::UnknownHostKey(_) => {
                "ask the server's team for the fingerprint of its key. If it is the same, connect once with the program sftp, which comes with Windows, macOS and Linux, and accept it; then try again.".to_owned()
            }
            Self::LoginRefused => {
                "check the user in guide.toml and the password or key. Nothing was sent.".to_owned()
            }
            Self::Expired(_) => {
                "ask the team that runs the place for a new one, put it into the environment in place of the old one, and try again. Nothing was sent."
                    .to_owned()
            }
            Self::NoSecret(names) => format!(
                "set the environment variable {} and try again. Never write a password into guide.toml.",
                names.join(" or ")
            ),
            Self::NotAllowed(_) => {
                "ask the team that runs the place for the right to write and remove files there, then try again."
                    .to_owned()
            }
            Self::NoSpace => {
                "make room there or keep fewer releases (keep in guide.toml), then try again. What was live is still live.".to_owned()
            }
            Self::CannotSwitch(_) => {
                "write layout = \"plain\" for this target in guide.toml: files are then put in place one by one, in a safe order.".to_owned()
            }
            Self::NotBuiltIn => "use the senco-guide that is handed out, which has all kinds of targets.".to_owned(),
            Self::Locked { .. } => {
                "wait until they are done. If you know that nobody is, try again with --break-lock.".to_owned()
            }
            Self::Newer => "use the newest senco-guide.".to_owned(),
            Self::Strange(_) => {
                "publish to an empty folder, or move what stands there away first. Nothing was changed.".to_owned()
            }
            Self::NoSuchRelease { known, .. } if known == NONE_YET => "publish first: until then there is none.".to_owned(),
            Self::NoSuchRelease { .. } => {
                "name one of those; senco-guide releases lists them. Before the first there is nothing to go back to."
                    .to_owned()
            }
            Self::NotWhole { .. } => {
                "go back to another release, or build that edition again and publish it. What was live is still live.".to_owned()
            }
            Self::Other(_) => "try again; if it says the same, show this message to the team that runs the place.".to_owned(),
        }
    }
}
