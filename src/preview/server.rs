//! Answers the browser: a small server on 127.0.0.1, on a thread of its own.
//!
//! All it does is to hand questions over and to send answers: `answer` decides what is sent.
#![expect(clippy::disallowed_methods, reason = "an edge: it answers the browser")]

use std::convert::Infallible;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::thread;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use axum::serve::ListenerExt;
use tokio::sync::watch;

use super::answer::{Answer, Reply, answer, sentence};
use super::gate::{Asked, Gate};
use super::neighbours::GUIDE;
use super::standing::Standing;
use crate::io::Failure;

/// The port that is tried first: SENC on the keys of a telephone.
const USUAL_PORT: u16 = 7362;

/// How many ports after it are tried.
const MORE_PORTS: u16 = 100;

/// The most that a button may send, in bytes.
const LARGEST: usize = 4096;

/// What the server needs to answer.
pub(super) struct Desk {
    /// Who is let in.
    pub(super) gate: Gate,
    /// What tells its guide from others.
    pub(super) mark: String,
    /// What tells this run from an earlier one at the same port.
    pub(super) run: String,
    /// What is shown.
    pub(super) standing: watch::Receiver<Arc<Standing>>,
    /// Does what a button asks for.
    pub(super) act: Box<dyn Fn(Reply) -> Answer + Send + Sync>,
}

/// A port that is ours.
pub(super) struct Socket {
    listener: TcpListener,
    /// Its number.
    pub(super) port: u16,
    /// The ports that were tried before, and that others have.
    pub(super) taken: Vec<u16>,
}

/// Takes a port of this computer that nobody else can reach: the one that is asked for, else the first free one.
pub(super) fn listen(port: Option<u16>) -> Result<Socket, Failure> {
    let bind = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let mut taken = Vec::new();
    let mut free = |port: u16| bind(port).map_err(|_| taken.push(port)).ok();
    let listener = match port {
        Some(port) => bind(port).map_err(|error| match error.kind() {
            std::io::ErrorKind::AddrInUse => Failure::PortTaken(port),
            std::io::ErrorKind::PermissionDenied => {
                Failure::NotServed(format!("the system does not give the port {port} away"))
            }
            _ => Failure::NotServed(error.to_string()),
        })?,
        None => (USUAL_PORT..=USUAL_PORT + MORE_PORTS)
            .find_map(&mut free)
            .map_or_else(|| bind(0), Ok)
            .map_err(|error| Failure::NotServed(error.to_string()))?,
    };
    let ready = listener.set_nonblocking(true).and_then(|()| listener.local_addr());
    let port = ready.map_err(|error| Failure::NotServed(error.to_string()))?.port();
    Ok(Socket { listener, port, taken })
}

/// Begins to answer.
pub(super) fn serve(socket: Socket, desk: Desk) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::NotServed(error.to_string());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(failed)?;
    let desk = Arc::new(desk);
    let listener = {
        let _inside = runtime.enter();
        tokio::net::TcpListener::from_std(socket.listener).map_err(failed)?
    };
    thread::spawn(move || {
        let router = Router::new().fallback(move |request: Request| respond(Arc::clone(&desk), request));
        // A page is sent in one go and is there at once; waiting for more to send would be waiting for nothing.
        let listener = listener.tap_io(|connection| _ = connection.set_nodelay(true));
        runtime.block_on(async { axum::serve(listener, router).await })
    });
    Ok(())
}

async fn respond(desk: Arc<Desk>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST).await else {
        return send(sentence(413, "That is more than a button has to say."));
    };
    let asked = asked(parts.method.as_str(), parts.uri.path(), &parts.headers, &body);
    if asked.method == "GET" && asked.path == GUIDE && desk.gate.lets_in(&asked).is_ok() {
        return send(sentence(200, &desk.mark));
    }
    let standing = desk.standing.borrow().clone();
    match answer(&asked, &standing, &desk.gate) {
        Reply::Send(answer) => send(answer),
        Reply::News => news(&desk),
        deed => {
            let done = tokio::task::spawn_blocking(move || (desk.act)(deed)).await;
            send(done.unwrap_or_else(|_| sentence(500, "That went wrong. Please tell the makers of senco-guide.")))
        }
    }
}

fn asked(method: &str, path: &str, headers: &HeaderMap, body: &Bytes) -> Asked {
    let text = |name: &str| headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    Asked {
        method: method.to_owned(),
        path: path.to_owned(),
        host: text("host"),
        origin: text("origin"),
        fetch_site: text("sec-fetch-site"),
        fetch_mode: text("sec-fetch-mode"),
        fetch_dest: text("sec-fetch-dest"),
        content_type: text("content-type"),
        token: text("x-preview-token"),
        body: body.to_vec(),
    }
}

fn send(answer: Answer) -> Response {
    let mut response = Response::new(Body::from(Bytes::from_owner(answer.body)));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in answer.headers {
        if let (Ok(name), Ok(value)) = (header::HeaderName::try_from(name), header::HeaderValue::from_str(&value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// Server-sent events (WHATWG HTML, 9.2): the number of what is shown now, and of everything that is shown after it.
fn news(desk: &Arc<Desk>) -> Response {
    let run = desk.run.clone();
    let standing = desk.standing.clone();
    let events = futures::stream::unfold((standing, run, true), |(mut standing, run, is_first)| async move {
        if !is_first {
            standing.changed().await.ok()?;
        }
        let number = standing.borrow_and_update().number;
        let event = format!("data: {run}-{number}\n\n");
        Some((Ok::<_, Infallible>(Bytes::from(event)), (standing, run, false)))
    });
    let mut answer = send(sentence(200, ""));
    let kind = header::HeaderValue::from_static("text/event-stream");
    answer.headers_mut().insert(header::CONTENT_TYPE, kind);
    *answer.body_mut() = Body::from_stream(events);
    answer
}
