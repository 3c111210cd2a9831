//! The answers of SFTP version 3, byte by byte, and what they mean.

use std::collections::BTreeMap;

use super::wire::Answer;

/// `SSH_FXP_STATUS` and its codes (section 7).
const STATUS: u8 = 101;
const OK: u32 = 0;
const EOF: u32 = 1;
pub(super) const NO_SUCH_FILE: u32 = 2;
pub(super) const PERMISSION_DENIED: u32 = 3;
pub(super) const BAD_MESSAGE: u32 = 5;
pub(super) const UNSUPPORTED: u32 = 8;
/// Codes of later versions, which some servers send all the same.
pub(super) const WRITE_PROTECT: u32 = 12;
pub(super) const NO_SPACE: u32 = 14;
pub(super) const QUOTA: u32 = 15;

const HANDLE: u8 = 102;
const DATA: u8 = 103;
const NAME: u8 = 104;
const ATTRIBUTES: u8 = 105;
const EXTENDED_REPLY: u8 = 201;
const VERSION: u8 = 2;

/// Why there is no good answer.
#[derive(Debug)]
pub(super) enum Stop {
    /// The server refused: the code, and what it said.
    Refused(u32, String),
    /// The connection broke off; what was said.
    Broke(String),
}

/// An answer.
pub(super) struct Packet {
    kind: u8,
    bytes: Vec<u8>,
}

/// What a server says of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    pub(super) bytes: Option<u64>,
    pub(super) mode: Option<u32>,
    pub(super) changed: Option<u32>,
}

/// What kind of thing has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    Pointer,
    Other,
}

/// What a server says of the disk: `statvfs@openssh.com`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Disk {
    pub(super) free_bytes: u64,
    pub(super) files: u64,
    pub(super) free_files: u64,
    pub(super) is_read_only: bool,
}

impl Stop {
    pub(super) fn silent() -> Self {
        Self::Broke(format!("no answer for {} seconds", super::wire::SILENCE.as_secs()))
    }

    pub(super) fn strange() -> Self {
        Self::Broke("the server gave an answer that is not SFTP".to_owned())
    }

    pub(super) fn is(&self, wanted: u32) -> bool {
        matches!(self, Self::Refused(code, _) if *code == wanted)
    }
}

impl Answer {
    pub(super) async fn done(self) -> Result<(), Stop> {
        self.packet().await?.refusal().map_or(Ok(()), Err)
    }

    pub(super) async fn handle(self) -> Result<Vec<u8>, Stop> {
        let packet = self.packet().await?.expected(HANDLE)?;
        packet.fields().string().map(<[u8]>::to_vec).ok_or_else(Stop::strange)
    }

    /// The bytes that were read; none at the end of the file.
    pub(super) async fn data(self) -> Result<Option<Vec<u8>>, Stop> {
        let Some(packet) = self.packet().await?.unless_ended(DATA)? else { return Ok(None) };
        packet.fields().string().map(|bytes| Some(bytes.to_vec())).ok_or_else(Stop::strange)
    }

    /// Names and what they stand for; none at the end of the folder.
    pub(super) async fn names(self) -> Result<Option<Vec<(String, Attributes)>>, Stop> {
        let Some(packet) = self.packet().await?.unless_ended(NAME)? else { return Ok(None) };
        packet.names().map(Some).ok_or_else(Stop::strange)
    }

    /// The one name that is given.
    pub(super) async fn name(self) -> Result<String, Stop> {
        let names = self.names().await?.unwrap_or_default();
        names.into_iter().next().map(|(name, _)| name).ok_or_else(Stop::strange)
    }

    pub(super) async fn attributes(self) -> Result<Attributes, Stop> {
        let packet = self.packet().await?.expected(ATTRIBUTES)?;
        packet.fields().attributes().ok_or_else(Stop::strange)
    }

    pub(super) async fn disk(self) -> Result<Disk, Stop> {
        let packet = self.packet().await?.expected(EXTENDED_REPLY)?;
        let mut fields = packet.fields();
        let numbers: Vec<u64> = std::iter::from_fn(|| fields.long()).take(11).collect();
        let &[_, unit, _, _, free, files, _, free_files, _, flags, _] = numbers.as_slice() else {
            return Err(Stop::strange());
        };
        Ok(Disk { free_bytes: unit.saturating_mul(free), files, free_files, is_read_only: flags & 1 != 0 })
    }
}

impl Packet {
    /// The bytes after the length.
    pub(super) fn new(bytes: Vec<u8>) -> Self {
        Self { kind: bytes.first().copied().unwrap_or_default(), bytes }
    }

    /// The number of the request that it answers.
    pub(super) fn number(&self) -> Option<u32> {
        Fields { rest: self.bytes.get(1..)? }.number()
    }

    /// What the server can do beyond version 3, in its first packet.
    pub(super) fn abilities(&self) -> Result<BTreeMap<String, Vec<u8>>, Stop> {
        let mut fields = Fields { rest: self.bytes.get(1..).unwrap_or_default() };
        if self.kind != VERSION || fields.number().is_none_or(|version| version < 3) {
            return Err(Stop::strange());
        }
        let mut abilities = BTreeMap::new();
        while let (Some(name), Some(value)) = (fields.text(), fields.string()) {
            abilities.insert(name, value.to_vec());
        }
        Ok(abilities)
    }

    fn fields(&self) -> Fields<'_> {
        Fields { rest: self.bytes.get(5..).unwrap_or_default() }
    }

    fn refusal(&self) -> Option<Stop> {
        let mut fields = self.fields();
        match (self.kind, fields.number()) {
            (STATUS, Some(OK)) => None,
            (STATUS, Some(code)) => Some(Stop::Refused(code, fields.text().unwrap_or_default())),
            _ => Some(Stop::strange()),
        }
    }

    fn expected(self, kind: u8) -> Result<Self, Stop> {
        if self.kind == kind { Ok(self) } else { Err(self.refusal().unwrap_or_else(Stop::strange)) }
    }

    fn unless_ended(self, kind: u8) -> Result<Option<Self>, Stop> {
        match self.expected(kind) {
            Err(stop) if stop.is(EOF) => Ok(None),
            expected => expected.map(Some),
        }
    }

    fn names(&self) -> Option<Vec<(String, Attributes)>> {
        let mut fields = self.fields();
        let count = fields.number()?;
        (0..count)
            .map(|_| {
                let name = fields.text()?;
                fields.string()?;
                Some((name, fields.attributes()?))
            })
            .collect()
    }
}

impl Attributes {
    /// What kind of thing it is; none when the server does not say.
    pub(super) fn kind(&self) -> Option<Kind> {
        Some(match self.mode? & 0o170_000 {
            0o100_000 => Kind::File,
            0o040_000 => Kind::Folder,
            0o120_000 => Kind::Pointer,
            0 => return None,
            _ => Kind::Other,
        })
    }
}

/// What is left of a packet.
struct Fields<'a> {
    rest: &'a [u8],
}

impl<'a> Fields<'a> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.rest.split_first_chunk::<N>()?;
        self.rest = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u32> {
        self.take().map(u32::from_be_bytes)
    }

    fn long(&mut self) -> Option<u64> {
        self.take().map(u64::from_be_bytes)
    }

    fn string(&mut self) -> Option<&'a [u8]> {
        let length = self.number()? as usize;
        let (string, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(string)
    }

    fn text(&mut self) -> Option<String> {
        self.string().map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    }

    /// Section 5.
    fn attributes(&mut self) -> Option<Attributes> {
        let flags = self.number()?;
        let mut attributes = Attributes::default();
        if flags & 0x01 != 0 {
            attributes.bytes = Some(self.long()?);
        }
        if flags & 0x02 != 0 {
            self.long()?;
        }
        if flags & 0x04 != 0 {
            attributes.mode = Some(self.number()?);
        }
        if flags & 0x08 != 0 {
            self.number()?;
            attributes.changed = Some(self.number()?);
        }
        if flags & 0x8000_0000 != 0 {
            for _ in 0..self.number()? {
                self.string()?;
                self.string()?;
            }
        }
        Some(attributes)
    }
}
