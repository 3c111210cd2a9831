//! From the settings and the secrets of the environment to a store that can be asked.

use std::sync::Arc;

use jiff::Timestamp;
use opendal::services::{Azblob, S3};
use opendal::{HttpTransporter, OperationContext, Operator};
use percent_encoding::percent_decode_str;

use super::super::http::{Http, refuse_open_secret};
use super::super::secret::{Secret, first_of};
use super::transport::Transport;
use super::trouble::trouble;
use crate::io::{self, TargetTrouble as Trouble};
use crate::model::{PublishTarget, TargetKind, secret_variable};

/// The store that the settings name, ready to be asked; it is not asked yet.
pub(super) fn operator(settings: &PublishTarget, http: &Arc<Http>) -> Result<Operator, Trouble> {
    let operator = match &settings.kind {
        TargetKind::S3 { bucket, path, region, endpoint } => {
            Operator::new(s3(&settings.name, bucket, path, region, endpoint.as_deref())?)
        }
        TargetKind::AzureBlob { account, container, path, endpoint } => {
            Operator::new(azure(&settings.name, account, container, path, endpoint.as_deref())?)
        }
        _ => return Err(Trouble::NotBuiltIn),
    };
    let transport = HttpTransporter::new(Transport::new(http));
    let context = OperationContext::new().with_http_transport(transport);
    operator.map(|operator| operator.with_context(context)).map_err(|error| trouble(&error))
}

/// S3 and its likes. The login is ours by name or else that of Amazon's own tools; nothing else is looked for, no file and
/// no server of the network.
fn s3(name: &str, bucket: &str, path: &str, region: &str, endpoint: Option<&str>) -> Result<S3, Trouble> {
    let ours = ["ACCESS_KEY_ID", "SECRET_ACCESS_KEY"].map(|secret| secret_variable(name, secret));
    let ours = [ours[0].as_str(), ours[1].as_str()];
    let amazons = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"];
    let [id, key] = first_of(&[ours, amazons])?;
    // A session belongs to the login that it was given with.
    let is_ours = Secret::of(ours[0]).is_some();
    let session = secret_variable(name, "SESSION_TOKEN");
    let session = Secret::of(if is_ours { &session } else { "AWS_SESSION_TOKEN" });
    let mut store = S3::default()
        .bucket(bucket)
        .root(path)
        .region(region)
        .access_key_id(id.reveal())
        .secret_access_key(key.reveal())
        .disable_config_load()
        .disable_ec2_metadata();
    if let Some(session) = &session {
        store = store.session_token(session.reveal());
    }
    Ok(match endpoint {
        Some(endpoint) => store.endpoint(endpoint),
        // A name with a full stop does not fit Amazon's certificate.
        None if bucket.contains('.') => store,
        None => store.enable_virtual_host_style(),
    })
}

/// Azure Blob: with the key of the account, or with a token that may do no more than it must.
fn azure(name: &str, account: &str, container: &str, path: &str, endpoint: Option<&str>) -> Result<Azblob, Trouble> {
    let key = secret_variable(name, "ACCOUNT_KEY");
    let token = secret_variable(name, "SAS_TOKEN");
    let usual = format!("https://{account}.blob.core.windows.net");
    let endpoint = endpoint.unwrap_or(&usual);
    let store = Azblob::default().endpoint(endpoint).account_name(account).container(container).root(path);
    for (key, token) in [(key.as_str(), token.as_str()), ("AZURE_STORAGE_KEY", "AZURE_STORAGE_SAS_TOKEN")] {
        if let Some(key) = Secret::of(key) {
            return Ok(store.account_key(key.reveal()));
        }
        if let Some(token) = Secret::of(token) {
            refuse_open_secret(endpoint)?;
            let token = token.reveal().trim_start_matches('?');
            if let Some(end) = end_of(token).filter(|end| *end < io::now()) {
                let words = io::time_words(&end.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
                return Err(Trouble::Expired(format!(", since {words} by this computer's clock")));
            }
            return Ok(store.sas_token(token));
        }
    }
    Err(Trouble::NoSecret(vec![key, token]))
}

/// When a shared access signature is over (its field `se`; “Create an account SAS” of Azure's documentation): a moment, or the
/// beginning of a day. The store itself does not say that this is why it refuses one.
fn end_of(token: &str) -> Option<Timestamp> {
    let end = token.split('&').find_map(|field| field.strip_prefix("se="))?;
    let end = percent_decode_str(end).decode_utf8().ok()?;
    end.parse().ok().or_else(|| format!("{end}T00:00:00Z").parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_token_is_read_as_the_portal_writes_it() {
        let moment = |text: &str| text.parse::<Timestamp>().ok();
        for (token, end) in [
            ("sv=2022-11-02&se=2026-12-31T17%3A00%3A00Z&sig=x", moment("2026-12-31T17:00:00Z")),
            ("se=2026-12-31T17:00:00Z&sig=x", moment("2026-12-31T17:00:00Z")),
            ("sp=rwdl&se=2026-12-31", moment("2026-12-31T00:00:00Z")),
            ("sp=rwdl&sig=se%3D", None),
            ("se=soon", None),
        ] {
            assert_eq!(end_of(token), end, "{token}");
        }
    }
}
