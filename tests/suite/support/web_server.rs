//! A web server on loopback that does what a test tells it to, right or wrong.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A request, as far as the tests look at it.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: String,
    pub path: String,
    pub host: String,
    pub user_agent: String,
    /// How often this path was asked before.
    pub before: usize,
}

/// What can be written to: a plain connection, or one in TLS.
pub trait Connection: Read + Write {}

impl<T: Read + Write> Connection for T {}

/// Answers a request by writing to the connection; false to close it.
pub type Answering = dyn Fn(&Asked, &mut dyn Connection) -> bool + Send + Sync;

/// A server, stopped when it is dropped.
pub struct WebServer {
    pub address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    is_over: Arc<AtomicBool>,
}

impl WebServer {
    /// A server on a free port of 127.0.0.1.
    pub fn new(answering: impl Fn(&Asked, &mut dyn Connection) -> bool + Send + Sync + 'static) -> Self {
        Self::on("127.0.0.1:0", None, Arc::new(answering))
    }

    /// A server that speaks TLS with a certificate.
    pub fn secure(
        tls: rustls::ServerConfig,
        answering: impl Fn(&Asked, &mut dyn Connection) -> bool + Send + Sync + 'static,
    ) -> Self {
        Self::on("127.0.0.1:0", Some(Arc::new(tls)), Arc::new(answering))
    }

    /// A server at an address of its own.
    pub fn on(address: &str, tls: Option<Arc<rustls::ServerConfig>>, answering: Arc<Answering>) -> Self {
        let listener = TcpListener::bind(address).expect("a port");
        let address = listener.local_addr().expect("an address");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let is_over = Arc::new(AtomicBool::new(false));
        let server = Self { address, asked: asked.clone(), is_over: is_over.clone() };
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if is_over.load(Ordering::Relaxed) {
                    return;
                }
                let (tls, answering, asked) = (tls.clone(), answering.clone(), asked.clone());
                thread::spawn(move || serve(stream, tls, &*answering, &asked));
            }
        });
        server
    }

    /// An address on the server.
    pub fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What was asked, in the order it came.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("a lock").clone()
    }

    /// How often a path was asked.
    pub fn count(&self, path: &str) -> usize {
        self.asked().iter().filter(|asked| asked.path == path).count()
    }
}

impl Drop for WebServer {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(self.address);
    }
}

/// A whole answer with a body of HTML.
pub fn html(connection: &mut dyn Connection, status: u16, headers: &str, body: &str) -> bool {
    answer(connection, status, &format!("Content-Type: text/html\r\n{headers}"), body.as_bytes())
}

/// A whole answer. Each line of `headers` ends with `\r\n`.
pub fn answer(connection: &mut dyn Connection, status: u16, headers: &str, body: &[u8]) -> bool {
    let head = format!("HTTP/1.1 {status} Words\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
    write(connection, head.as_bytes()) && write(connection, body)
}

/// Bytes as they are, and then the connection is closed.
pub fn end_with(connection: &mut dyn Connection, bytes: &[u8]) -> bool {
    write(connection, bytes);
    false
}

/// Bytes as they are; false when the other side has gone.
pub fn write(connection: &mut dyn Connection, bytes: &[u8]) -> bool {
    connection.write_all(bytes).and_then(|()| connection.flush()).is_ok()
}

fn serve(stream: TcpStream, tls: Option<Arc<rustls::ServerConfig>>, answering: &Answering, asked: &Mutex<Vec<Asked>>) {
    let _ = stream.set_nodelay(true);
    let _ = stream.set_read_timeout(Some(Duration::from_mins(1)));
    match tls {
        Some(tls) => {
            let session = rustls::ServerConnection::new(tls).expect("a session");
            converse(rustls::StreamOwned::new(session, stream), answering, asked);
        }
        None => converse(stream, answering, asked),
    }
}

fn converse(connection: impl Connection, answering: &Answering, asked: &Mutex<Vec<Asked>>) {
    let mut reader = BufReader::new(connection);
    while let Some(request) = request(&mut reader) {
        let request = {
            let mut asked = asked.lock().expect("a lock");
            let before = asked.iter().filter(|other: &&Asked| other.path == request.path).count();
            let request = Asked { before, ..request };
            asked.push(request.clone());
            request
        };
        if !answering(&request, reader.get_mut()) {
            return;
        }
    }
}

fn request(reader: &mut impl BufRead) -> Option<Asked> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            break;
        }
        lines.push(line.trim().to_owned());
    }
    let header = |name: &str| {
        let found =
            lines.iter().filter_map(|line| line.split_once(": ")).find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.to_owned()).unwrap_or_default()
    };
    let mut first = lines.first()?.split(' ');
    Some(Asked {
        method: first.next()?.to_owned(),
        path: first.next()?.to_owned(),
        host: header("host"),
        user_agent: header("user-agent"),
        before: 0,
    })
}
