//! Other programs at the ports that the preview tries: is one of them a preview of the same guide?

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::time::Duration;

use crate::io;
use crate::model::Digest;

/// Where a preview says which guide it shows.
pub(super) const GUIDE: &str = "/_preview/guide";

/// The longest that another program is listened to.
const PATIENCE: Duration = Duration::from_millis(300);

/// How many other programs are asked.
const MOST: usize = 4;

/// The longest answer that is read, in bytes.
const LARGEST: u64 = 4096;

/// What tells one guide folder of this computer from another, without saying where it lies.
pub(super) fn mark(guide: &Path) -> String {
    Digest::of(io::one_name_of(guide).as_os_str().as_encoded_bytes()).to_string()
}

/// What a person is told whose preview did not get the usual port.
pub(super) fn told(taken: &[u16], mark: &str, port: u16) -> Option<String> {
    let first = taken.first()?;
    let same = taken.iter().take(MOST).find(|other| shows(**other, mark));
    Some(match same {
        Some(other) => format!(
            "This guide has a preview already, at http://127.0.0.1:{other}/. Port {other} is in use by it, so this second one took port {port}."
        ),
        None => format!(
            "Port {first} is in use by another program or the preview of another guide, so this one took port {port}."
        ),
    })
}

/// Whether the program at a port is a preview of the guide with this mark.
fn shows(port: u16, mark: &str) -> bool {
    let ask = || {
        let mut connection = TcpStream::connect_timeout(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)), PATIENCE)?;
        connection.set_read_timeout(Some(PATIENCE))?;
        write!(connection, "GET {GUIDE} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")?;
        let mut answer = Vec::new();
        connection.take(LARGEST).read_to_end(&mut answer)?;
        Ok::<_, std::io::Error>(answer)
    };
    ask().is_ok_and(|answer| answer.ends_with(mark.as_bytes()))
}
