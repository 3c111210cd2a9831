//! What a store says when it refuses, in words for the people who publish.
//!
//! S3: “Error responses” of its API reference. Azure: “Blob service error codes”. Of what a store says only its code is
//! shown: the rest may hold parts of the signature.

use std::error::Error as _;

use opendal::{Error, ErrorKind};

use super::super::{Trouble, http};

/// Codes of stores, and what each means for us.
const CODES: &[(&str, Meaning)] = &[
    ("NoSuchBucket", Meaning::NoSuchPlace),
    ("ContainerNotFound", Meaning::NoSuchPlace),
    ("ContainerBeingDeleted", Meaning::NoSuchPlace),
    ("ContainerDisabled", Meaning::NoSuchPlace),
    ("InvalidAccessKeyId", Meaning::LoginRefused),
    ("SignatureDoesNotMatch", Meaning::LoginRefused),
    ("AuthenticationFailed", Meaning::LoginRefused),
    ("InvalidAuthenticationInfo", Meaning::LoginRefused),
    ("NoAuthenticationInformation", Meaning::LoginRefused),
    ("InvalidToken", Meaning::LoginRefused),
    ("ExpiredToken", Meaning::Expired),
    ("AccountIsDisabled", Meaning::LoginRefused),
    ("AllAccessDisabled", Meaning::LoginRefused),
    ("AccessDenied", Meaning::NotAllowed),
    ("AuthorizationFailure", Meaning::Firewall),
    ("AuthorizationPermissionMismatch", Meaning::NotAllowed),
    ("AuthorizationProtocolMismatch", Meaning::NotAllowed),
    ("AuthorizationResourceTypeMismatch", Meaning::NotAllowed),
    ("AuthorizationServiceMismatch", Meaning::NotAllowed),
    ("AuthorizationSourceIPMismatch", Meaning::Firewall),
    ("InsufficientAccountPermissions", Meaning::NotAllowed),
    ("BlobImmutableDueToPolicy", Meaning::NotAllowed),
    ("ObjectLockConfigurationError", Meaning::NotAllowed),
    ("RequestTimeTooSkewed", Meaning::Clock),
    ("AuthorizationHeaderMalformed", Meaning::Region),
    ("PermanentRedirect", Meaning::Region),
    ("TemporaryRedirect", Meaning::Region),
    ("QuotaExceeded", Meaning::NoSpace),
    ("XMinioStorageFull", Meaning::NoSpace),
    ("InsufficientStorage", Meaning::NoSpace),
    ("AccountSizeLimitExceeded", Meaning::NoSpace),
    ("EntityTooLarge", Meaning::TooLarge),
    ("RequestBodyTooLarge", Meaning::TooLarge),
];

#[derive(Debug, Clone, Copy)]
enum Meaning {
    NoSuchPlace,
    LoginRefused,
    Expired,
    NotAllowed,
    Firewall,
    Clock,
    Region,
    NoSpace,
    TooLarge,
}

impl Meaning {
    fn trouble(self) -> Trouble {
        let other = |words: &str| Trouble::Other(words.to_owned());
        match self {
            Self::NoSuchPlace => Trouble::NoSuchPlace,
            Self::LoginRefused => Trouble::LoginRefused,
            Self::Expired => Trouble::Expired(String::new()),
            Self::NotAllowed => {
                Trouble::NotAllowed("the store does not let this key or token read, write, list and remove".to_owned())
            }
            Self::Firewall => Trouble::NotAllowed(
                "the storage account takes this key or token not at all, or not from this computer's network"
                    .to_owned(),
            ),
            Self::Clock => other("the clock of this computer is wrong, so the server takes no orders from it"),
            Self::Region => other("the bucket is in another region than guide.toml says"),
            Self::NoSpace => Trouble::NoSpace,
            Self::TooLarge => other("a file is larger than the store takes"),
        }
    }
}

/// What an error means for the people who publish.
pub(super) fn trouble(error: &Error) -> Trouble {
    if let Some(error) = error.source().and_then(|source| source.downcast_ref::<ureq::Error>()) {
        return http::trouble(error);
    }
    // Never shown: it may hold parts of the signature. It has the code and the status of the answer.
    let all = error.to_string();
    let known = CODES.iter().find(|(code, _)| all.contains(&format!("\"{code}\"")));
    if let Some((_, meaning)) = known {
        return meaning.trouble();
    }
    match error.kind() {
        _ if all.contains("status: 507") => Trouble::NoSpace,
        _ if all.contains("status: 413") => Meaning::TooLarge.trouble(),
        _ if all.contains("status: 401") => Trouble::LoginRefused,
        _ if all.contains("status: 3") => Meaning::Region.trouble(),
        ErrorKind::PermissionDenied => Meaning::NotAllowed.trouble(),
        ErrorKind::ConfigInvalid if all.contains("account_key") => Trouble::LoginRefused,
        ErrorKind::NotFound => Trouble::Other("a file that should be there is not there".to_owned()),
        _ if error.is_temporary() => Trouble::BrokeOff("the server is in trouble or overloaded".to_owned()),
        _ => Trouble::Other(match code(error.message()) {
            Some(code) => format!("the server said {code}"),
            None => "the server gave an answer that could not be understood".to_owned(),
        }),
    }
}

/// Whether it is the place that is missing, and not a file of it.
pub(super) fn is_of_place(error: &Error) -> bool {
    trouble(error) == Trouble::NoSuchPlace
}

/// The code in what a store said.
fn code(message: &str) -> Option<&str> {
    let (_, rest) = message.split_once("code: \"")?;
    let (code, _) = rest.split_once('"')?;
    (!code.is_empty() && code.chars().all(|letter| letter.is_ascii_alphanumeric())).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(kind: ErrorKind, code: &str) -> Trouble {
        trouble(&Error::new(kind, format!("S3Error {{ code: \"{code}\", message: \"string to sign: hunter2\" }}")))
    }

    #[test]
    fn codes_of_stores_are_told_apart() {
        assert_eq!(said(ErrorKind::ConfigInvalid, "NoSuchBucket"), Trouble::NoSuchPlace);
        assert_eq!(said(ErrorKind::NotFound, "ContainerNotFound"), Trouble::NoSuchPlace);
        assert_eq!(said(ErrorKind::PermissionDenied, "SignatureDoesNotMatch"), Trouble::LoginRefused);
        assert!(matches!(said(ErrorKind::PermissionDenied, "AccessDenied"), Trouble::NotAllowed(_)));
        assert_eq!(said(ErrorKind::Unexpected, "QuotaExceeded"), Trouble::NoSpace);
        assert!(said(ErrorKind::PermissionDenied, "RequestTimeTooSkewed").to_string().contains("clock"));
    }

    #[test]
    fn of_what_a_store_says_only_the_code_is_shown() {
        let strange = said(ErrorKind::Unexpected, "TooManyPigeons");
        assert_eq!(strange, Trouble::Other("the server said TooManyPigeons".to_owned()));
    }

    #[test]
    fn a_missing_file_is_not_a_missing_place() {
        assert!(!is_of_place(&Error::new(ErrorKind::NotFound, "S3Error { code: \"NoSuchKey\" }")));
        assert!(is_of_place(&Error::new(ErrorKind::NotFound, "AzblobError { code: \"ContainerNotFound\" }")));
    }
}
