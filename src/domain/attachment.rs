//! Files that people send along with what they write. What a file is, is decided by its bytes; its name only chooses among what these bytes
//! may be, and one that says something else is refused.

mod file_type;
mod inspection;
mod name;

use crate::clock::Timestamp;
use crate::domain::text_enum;
use crate::id::{FileId, MembershipId, MessageId, UpdateId};

pub use file_type::{Family, FileType};
pub use inspection::{Checked, Inspection};
pub use name::FileName;

/// Bytes of a file that are taken: what mail servers take, so that an answer by mail can carry as much.
pub const MAX_BYTES: u64 = 25 * 1024 * 1024;

/// Files of one message.
pub const MAX_FILES: usize = 10;

/// Files that somebody may have uploaded and not sent: a few messages being written at once, and no store of their own.
pub const MAX_UNSENT: i64 = 60;

/// Bytes of a picture that stands in a thread as it is; a larger one is a row that leads to it.
const MAX_SHOWN_BYTES: i64 = 8 * 1024 * 1024;

text_enum! {
    /// The kind of record that a file hangs on.
    OwnerKind {
        /// A reply or a note.
        Message = "message",
        /// An update of a project.
        Update = "update",
    }
}

/// The record that a file hangs on: who sees the one sees the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A reply or a note.
    Message(MessageId),
    /// An update of a project.
    Update(UpdateId),
}

impl Owner {
    /// Of which kind it is.
    pub const fn kind(self) -> OwnerKind {
        match self {
            Self::Message(_) => OwnerKind::Message,
            Self::Update(_) => OwnerKind::Update,
        }
    }

    /// Its id, as it is stored.
    pub fn id(self) -> String {
        match self {
            Self::Message(id) => id.to_string(),
            Self::Update(id) => id.to_string(),
        }
    }

    /// The record of this kind and id.
    pub fn of(kind: OwnerKind, id: &str) -> Option<Self> {
        match kind {
            OwnerKind::Message => id.parse().ok().map(Self::Message),
            OwnerKind::Update => id.parse().ok().map(Self::Update),
        }
    }
}

/// A file that was taken, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Attachment {
    /// Its id, and that of its bytes.
    pub id: FileId,
    /// Who uploaded it.
    pub uploader_id: MembershipId,
    /// What it is called: clean, with an ending that is true.
    pub name: String,
    /// What it is.
    pub media_type: FileType,
    /// Its bytes.
    pub size: i64,
    /// Its width in pixels, of a picture.
    pub width: Option<i64>,
    /// Its height in pixels, of a picture.
    pub height: Option<i64>,
    /// When it was uploaded.
    pub created_at: Timestamp,
}

impl Attachment {
    /// Where it is served.
    pub fn address(&self) -> String {
        const HEX: &[u8; 16] = b"0123456789ABCDEF";
        let mut address = format!("/attachments/{}/", self.id);
        for byte in self.name.bytes() {
            // What stands in a path as it is (RFC 3986, 2.3).
            if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
                address.push(char::from(byte));
            } else {
                let [high, low] = [byte >> 4, byte & 15].map(|digit| char::from(HEX[usize::from(digit)]));
                address.extend(['%', high, low]);
            }
        }
        address
    }

    /// Its width and height, when it is a picture that is shown where it stands.
    pub fn shown(&self) -> Option<(i64, i64)> {
        let is_shown = self.media_type.is_picture() && self.size <= MAX_SHOWN_BYTES;
        self.width.zip(self.height).filter(|_| is_shown)
    }
}

/// Why a file is not taken. Said in words by the views.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadAttachment {
    /// It is empty.
    #[error("the file is empty")]
    Empty,
    /// It has more bytes than are taken.
    #[error("more than {max} bytes")]
    TooLarge {
        /// Bytes that are taken.
        max: u64,
    },
    /// It is of a kind that is not taken.
    #[error("a kind of file that is not taken")]
    NotTaken,
    /// Its bytes are not what its name says.
    #[error("not what its name says")]
    Mismatch,
    /// It ends before what is in it does.
    #[error("the file ends too early")]
    Truncated,
    /// The message has as many as it may have.
    #[error("more files than a message takes")]
    TooMany,
    /// Its uploader has too many that they have not sent.
    #[error("too many files that were not sent")]
    TooManyUnsent,
    /// Another file was uploaded under the same key.
    #[error("the key was used for another file")]
    KeyInUse,
    /// Nothing is wrong with it, and it could not be stored.
    #[error("the file could not be stored")]
    NotStored,
}

#[cfg(test)]
mod tests;
