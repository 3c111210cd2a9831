//! The requests of SFTP version 3, byte by byte, and those that OpenSSH added (its PROTOCOL file, section 4).

use super::wire::{Answer, Wire};

/// How a file is opened (section 6.3).
pub(super) const FOR_READING: u32 = 0x01;
pub(super) const FOR_WRITING: u32 = 0x02 | 0x08 | 0x10;
pub(super) const FOR_MAKING: u32 = 0x02 | 0x08 | 0x20;

/// A request that has no number yet.
pub(super) struct Request {
    bytes: Vec<u8>,
}

impl Request {
    /// `SSH_FXP_INIT`, version 3.
    pub(super) fn init() -> Vec<u8> {
        vec![0, 0, 0, 5, 1, 0, 0, 0, 3]
    }

    fn new(kind: u8) -> Self {
        // Room for the length, the kind and the number.
        Self { bytes: vec![0, 0, 0, 0, kind, 0, 0, 0, 0] }
    }

    /// A request that is no part of version 3.
    fn extended(name: &str) -> Self {
        Self::new(200).text(name)
    }

    fn text(self, text: &str) -> Self {
        self.string(text.as_bytes())
    }

    fn string(mut self, bytes: &[u8]) -> Self {
        self.bytes.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
        self.bytes.extend(bytes);
        self
    }

    fn number(mut self, number: u32) -> Self {
        self.bytes.extend(number.to_be_bytes());
        self
    }

    fn long(mut self, number: u64) -> Self {
        self.bytes.extend(number.to_be_bytes());
        self
    }

    /// The bytes, with the number that the answer will have.
    pub(super) fn numbered(mut self, number: u32) -> Vec<u8> {
        let length = u32::try_from(self.bytes.len() - 4).unwrap_or(u32::MAX);
        self.bytes[..4].copy_from_slice(&length.to_be_bytes());
        self.bytes[5..9].copy_from_slice(&number.to_be_bytes());
        self.bytes
    }
}

impl Wire {
    pub(super) fn open(&self, path: &str, how: u32) -> Answer {
        self.ask(Request::new(3).text(path).number(how).number(0))
    }

    pub(super) fn close(&self, handle: &[u8]) -> Answer {
        self.ask(Request::new(4).string(handle))
    }

    pub(super) fn read(&self, handle: &[u8], from: u64, length: u32) -> Answer {
        self.ask(Request::new(5).string(handle).long(from).number(length))
    }

    pub(super) fn write(&self, handle: &[u8], at: u64, bytes: &[u8]) -> Answer {
        self.ask(Request::new(6).string(handle).long(at).string(bytes))
    }

    pub(super) fn look(&self, path: &str) -> Answer {
        self.ask(Request::new(7).text(path))
    }

    pub(super) fn look_at_open(&self, handle: &[u8]) -> Answer {
        self.ask(Request::new(8).string(handle))
    }

    pub(super) fn open_folder(&self, path: &str) -> Answer {
        self.ask(Request::new(11).text(path))
    }

    pub(super) fn read_folder(&self, handle: &[u8]) -> Answer {
        self.ask(Request::new(12).string(handle))
    }

    pub(super) fn remove(&self, path: &str) -> Answer {
        self.ask(Request::new(13).text(path))
    }

    pub(super) fn make_folder(&self, path: &str) -> Answer {
        self.ask(Request::new(14).text(path).number(0))
    }

    pub(super) fn remove_folder(&self, path: &str) -> Answer {
        self.ask(Request::new(15).text(path))
    }

    pub(super) fn real_path(&self, path: &str) -> Answer {
        self.ask(Request::new(16).text(path))
    }

    /// Follows pointers, other than [`Wire::look`].
    pub(super) fn look_through(&self, path: &str) -> Answer {
        self.ask(Request::new(17).text(path))
    }

    /// Fails when there is something of the new name.
    pub(super) fn rename(&self, from: &str, to: &str) -> Answer {
        self.ask(Request::new(18).text(from).text(to))
    }

    pub(super) fn read_pointer(&self, path: &str) -> Answer {
        self.ask(Request::new(19).text(path))
    }

    /// OpenSSH takes the two paths the other way round than the draft has them, and others follow it (its PROTOCOL file,
    /// section 4.1).
    pub(super) fn make_pointer(&self, to: &str, pointer: &str) -> Answer {
        self.ask(Request::new(20).text(to).text(pointer))
    }

    /// Takes the place of what has the new name, in one step.
    pub(super) fn replace(&self, from: &str, to: &str) -> Answer {
        self.ask(Request::extended("posix-rename@openssh.com").text(from).text(to))
    }

    /// Gives a file a second name; fails when there is something of that name.
    pub(super) fn link(&self, from: &str, to: &str) -> Answer {
        self.ask(Request::extended("hardlink@openssh.com").text(from).text(to))
    }

    /// Copies a whole open file into another.
    pub(super) fn copy_data(&self, from: &[u8], to: &[u8]) -> Answer {
        self.ask(Request::extended("copy-data").string(from).long(0).long(0).string(to).long(0))
    }

    pub(super) fn disk(&self, path: &str) -> Answer {
        self.ask(Request::extended("statvfs@openssh.com").text(path))
    }
}
