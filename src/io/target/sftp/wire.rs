//! The SFTP protocol, version 3 (draft-ietf-secsh-filexfer-02): requests go out at once, answers come back by their number.
//!
//! A request is sent when it is made, not when it is waited for. So several can be on their way, and the server does them in
//! the order in which they were made.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadHalf};
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, timeout_at};

use super::packet::{Packet, Stop};
use super::request::Request;

/// How long we wait while nothing at all is answered.
pub(super) const SILENCE: Duration = Duration::from_secs(30);

/// The longest answer that we take. Servers send up to 256 KiB.
const LONGEST: u32 = 1 << 20;

/// An open SFTP channel.
pub(super) struct Wire {
    out: mpsc::UnboundedSender<Vec<u8>>,
    waiting: Arc<Waiting>,
    next: AtomicU32,
}

/// A request that was sent.
pub(super) struct Answer {
    receiver: oneshot::Receiver<Packet>,
    waiting: Arc<Waiting>,
    asked: Instant,
}

struct Waiting {
    state: Mutex<State>,
}

struct State {
    askers: BTreeMap<u32, oneshot::Sender<Packet>>,
    heard: Instant,
    /// Why nothing is answered any more.
    closed: Option<String>,
}

impl Wire {
    /// Begins to speak SFTP. Gives what the server can do beyond version 3, by name.
    pub(super) async fn begin<S>(stream: S) -> Result<(Self, BTreeMap<String, Vec<u8>>), Stop>
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let (mut reader, mut writer) = tokio::io::split(stream);
        writer.write_all(&Request::init()).await.map_err(|error| Stop::Broke(error.to_string()))?;
        let version = timeout_at(Instant::now() + SILENCE, next_packet(&mut reader)).await;
        let version = version.map_err(|_| Stop::silent())?.map_err(Stop::Broke)?;
        let abilities = version.abilities()?;
        let state = State { askers: BTreeMap::new(), heard: Instant::now(), closed: None };
        let waiting = Arc::new(Waiting { state: Mutex::new(state) });
        let (out, mut requests) = mpsc::unbounded_channel::<Vec<u8>>();
        let hearing = waiting.clone();
        tokio::spawn(async move {
            let why = loop {
                match next_packet(&mut reader).await {
                    Ok(packet) => hearing.hear(packet),
                    Err(why) => break why,
                }
            };
            hearing.close(why);
        });
        let sending = waiting.clone();
        tokio::spawn(async move {
            while let Some(request) = requests.recv().await {
                if let Err(error) = writer.write_all(&request).await {
                    sending.close(error.to_string());
                    break;
                }
            }
            let _ = writer.shutdown().await;
        });
        Ok((Self { out, waiting, next: AtomicU32::new(1) }, abilities))
    }

    /// Sends a request.
    pub(super) fn ask(&self, request: Request) -> Answer {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let (asker, receiver) = oneshot::channel();
        let mut state = self.waiting.state();
        if state.closed.is_none() {
            state.askers.insert(number, asker);
            // Under the lock, so that requests are sent in the order of their making.
            let _ = self.out.send(request.numbered(number));
        }
        drop(state);
        Answer { receiver, waiting: self.waiting.clone(), asked: Instant::now() }
    }
}

impl Answer {
    /// Waits for the answer, as long as anything is answered.
    pub(super) async fn packet(mut self) -> Result<Packet, Stop> {
        loop {
            let deadline = self.waiting.heard().max(self.asked) + SILENCE;
            match timeout_at(deadline, &mut self.receiver).await {
                Ok(Ok(packet)) => return Ok(packet),
                Ok(Err(_)) => return Err(Stop::Broke(self.waiting.why())),
                Err(_) if self.waiting.heard() + SILENCE > Instant::now() => {}
                Err(_) => return Err(Stop::silent()),
            }
        }
    }
}

impl Waiting {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn heard(&self) -> Instant {
        self.state().heard
    }

    fn why(&self) -> String {
        self.state().closed.clone().unwrap_or_else(|| "the connection was closed".to_owned())
    }

    fn hear(&self, packet: Packet) {
        let mut state = self.state();
        state.heard = Instant::now();
        if let Some(asker) = packet.number().and_then(|number| state.askers.remove(&number)) {
            // Nobody waits for the closing of a file that was read.
            let _ = asker.send(packet);
        }
    }

    fn close(&self, why: String) {
        let mut state = self.state();
        state.closed.get_or_insert(why);
        state.askers.clear();
    }
}

async fn next_packet<S: AsyncRead + Unpin>(reader: &mut ReadHalf<S>) -> Result<Packet, String> {
    let closed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::UnexpectedEof => "the server closed the connection".to_owned(),
        _ => error.to_string(),
    };
    let length = reader.read_u32().await.map_err(closed)?;
    if length == 0 || length > LONGEST {
        return Err("what the server sends is not SFTP".to_owned());
    }
    let mut bytes = vec![0; length as usize];
    reader.read_exact(&mut bytes).await.map_err(closed)?;
    Ok(Packet::new(bytes))
}
