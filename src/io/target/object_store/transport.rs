//! How the questions of `OpenDAL` go out and the answers come in.

use std::sync::Arc;

use opendal::{Buffer, Error, ErrorKind, HttpBody, HttpTransport, Result};
use ureq::http::{HeaderValue, Method, Request, Response};

use super::super::Trouble;
use super::super::http::{Http, trouble};

/// Azure's word for a copy that is not finished.
const UNFINISHED: &str = "PendingCopyOperation";

/// Our own way to servers, as `OpenDAL` asks for it. It blocks the thread that waits for the answer.
#[derive(Debug)]
pub(super) struct Transport {
    http: Arc<Http>,
}

impl Transport {
    pub(super) fn new(http: &Arc<Http>) -> Self {
        Self { http: http.clone() }
    }
}

impl HttpTransport for Transport {
    async fn fetch(&self, request: Request<Buffer>) -> Result<Response<HttpBody>> {
        let (parts, body) = request.into_parts();
        let body = body.to_bytes();
        let is_read = parts.method == Method::GET;
        let answer = self.http.ask(&Request::from_parts(parts, &body[..])).map_err(|error| {
            let may_pass = matches!(trouble(&error), Trouble::BrokeOff(_));
            Error::new(ErrorKind::Unexpected, "no answer").with_temporary(may_pass).set_source(error)
        })?;
        // Azure answers before a large copy is finished; until then, the copy is not there.
        match answer.headers().get("x-ms-copy-status").map(HeaderValue::as_bytes) {
            Some(b"pending") => return Err(Error::new(ErrorKind::Conflict, UNFINISHED)),
            Some(b"failed" | b"aborted") if !is_read => return Err(Error::new(ErrorKind::Unexpected, "CopyFailed")),
            _ => {}
        }
        Ok(answer.map(|body| {
            let size = body.len() as u64;
            let body = futures::stream::iter((size > 0).then(|| Ok(Buffer::from(body))));
            HttpBody::new(body, Some(size))
        }))
    }
}

/// Whether the store says that a copy is not finished yet.
pub(super) fn is_unfinished(error: &Error) -> bool {
    error.kind() == ErrorKind::Conflict && error.message().contains(UNFINISHED)
}
