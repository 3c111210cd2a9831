//! Secrets of publish targets. They come from the environment and from nowhere else, and nothing here can be printed.

use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::Trouble;

/// A password or key.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Secret(String);

impl Secret {
    /// The value itself, for whoever signs or sends it.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }

    /// The value of `Authorization` for a login and its password (RFC 7617).
    pub(super) fn basic(login: &str, password: &Self) -> Self {
        Self(format!("Basic {}", BASE64_STANDARD.encode(format!("{login}:{}", password.0))))
    }

    /// The value of an environment variable. An empty one counts as none.
    pub(super) fn of(variable: &str) -> Option<Self> {
        std::env::var(variable).ok().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).map(Self)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The first group of environment variables that has its first member, whole: an identity and its key are never taken from
/// two places.
///
/// # Errors
/// When no group is there, or the first that is there lacks a member; then with the names to set.
pub(super) fn first_of<const N: usize>(groups: &[[&str; N]]) -> Result<[Secret; N], Trouble> {
    for group in groups {
        if Secret::of(group[0]).is_none() {
            continue;
        }
        let found: Vec<Secret> = group.iter().filter_map(|name| Secret::of(name)).collect();
        let missing =
            || group.iter().filter(|name| Secret::of(name).is_none()).map(|name| (*name).to_owned()).collect();
        return found.try_into().map_err(|_| Trouble::NoSecret(missing()));
    }
    Err(Trouble::NoSecret(groups.iter().map(|group| group.join(" and ")).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_cannot_be_printed() {
        assert_eq!(format!("{:?}", Secret("hunter2".to_owned())), "Secret(…)");
    }

    #[test]
    fn a_login_is_written_as_servers_expect_it() {
        // The example of RFC 7617, 2.
        let login = Secret::basic("Aladdin", &Secret("open sesame".to_owned()));
        assert_eq!(login.reveal(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    #[test]
    fn what_is_missing_is_named() {
        // CARGO_PKG_NAME is set for every test; the others for none.
        let half = first_of(&[["CARGO_PKG_NAME", "SENCO_GUIDE_NO_SUCH_KEY"]]);
        assert_eq!(half, Err(Trouble::NoSecret(vec!["SENCO_GUIDE_NO_SUCH_KEY".to_owned()])));
        let none = first_of(&[["SENCO_GUIDE_NO_ID", "SENCO_GUIDE_NO_KEY"], ["SENCO_GUIDE_NEITHER", "SENCO_GUIDE_NOR"]]);
        let names = ["SENCO_GUIDE_NO_ID and SENCO_GUIDE_NO_KEY", "SENCO_GUIDE_NEITHER and SENCO_GUIDE_NOR"];
        assert_eq!(none, Err(Trouble::NoSecret(names.map(str::to_owned).to_vec())));
    }
}
