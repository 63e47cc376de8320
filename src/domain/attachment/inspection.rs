//! Looks at a file while it comes in, of which no more is kept than is needed to know what it is.

use sha2::{Digest as _, Sha256};

use crate::domain::attachment::{BadAttachment, FileName, FileType, MAX_BYTES};
use crate::domain::picture::{FileKind, MAX_SIDE, Picture};

/// First bytes that are kept: a picture's size stands behind what cameras write before it.
const HEAD: usize = 512 * 1024;

/// Last bytes that are kept: an archive's directory, or at least the record of where it ends (APPNOTE 4.3.16: 22 bytes and a comment of
/// 65,535).
const TAIL: usize = 128 * 1024;

/// A width and a height in pixels.
type Pixels = (u32, u32);

/// A file that comes in piece by piece.
#[derive(Debug)]
pub struct Inspection {
    length: u64,
    head: Vec<u8>,
    tail: Vec<u8>,
    hash: Sha256,
    /// Whether no byte was seen that is in no text.
    is_text: bool,
    /// Where the last end marker of a JPEG stood.
    end_marker: Option<u64>,
    last: u8,
}

/// A file that was looked at and may be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What it is called, with an ending that is true.
    pub name: FileName,
    /// What it is.
    pub file_type: FileType,
    /// Its bytes.
    pub size: u64,
    /// Its width and height in pixels, of a picture that can be shown.
    pub pixels: Option<Pixels>,
    /// The hash of its bytes (SHA-256) in hexadecimal digits.
    pub digest: String,
    /// What to keep instead of its bytes: a drawing is written anew.
    pub cleaned: Option<Vec<u8>>,
}

impl Default for Inspection {
    fn default() -> Self {
        Self {
            length: 0,
            head: Vec::new(),
            tail: Vec::new(),
            hash: Sha256::new(),
            is_text: true,
            end_marker: None,
            last: 0,
        }
    }
}

impl Inspection {
    /// Looks at the next piece.
    pub fn take(&mut self, piece: &[u8]) -> Result<(), BadAttachment> {
        let before = self.length;
        self.length += piece.len() as u64;
        if self.length > MAX_BYTES {
            return Err(BadAttachment::TooLarge { max: MAX_BYTES });
        }
        let room = HEAD.saturating_sub(self.head.len()).min(piece.len());
        self.head.extend_from_slice(&piece[..room]);
        self.tail.extend_from_slice(&piece[piece.len().saturating_sub(TAIL)..]);
        let over = self.tail.len().saturating_sub(TAIL);
        self.tail.drain(..over);
        self.hash.update(piece);
        for (at, &byte) in (before..).zip(piece) {
            if self.last == 0xFF && byte == 0xD9 {
                self.end_marker = Some(at + 1);
            }
            self.is_text &= !matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127);
            self.last = byte;
        }
        Ok(())
    }

    /// Says what the file is, now that all of it was seen.
    pub fn finish(mut self, name: &str) -> Result<Checked, BadAttachment> {
        if self.length == 0 {
            return Err(BadAttachment::Empty);
        }
        let name = FileName::clean(name);
        let is_text = self.is_text || self.is_wide_text();
        let file_type = FileType::told(name.ending().as_deref(), (&self.head, &self.tail), is_text)?;
        if !self.is_whole(file_type) {
            return Err(BadAttachment::Truncated);
        }
        let (cleaned, pixels) = match file_type {
            FileType::Svg => self.drawing()?,
            _ => (None, self.pixels(file_type)?),
        };
        let digest = format!("{:x}", self.hash.finalize_reset());
        let size = cleaned.as_ref().map_or(self.length, |bytes| bytes.len() as u64);
        Ok(Checked { name: name.with_true_ending(file_type), file_type, size, pixels, digest, cleaned })
    }

    /// Text of two bytes a character, as some programs write tables.
    fn is_wide_text(&self) -> bool {
        matches!(self.head.as_slice(), [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) && self.length.is_multiple_of(2)
    }

    /// Whether its end is there, where a format says how it ends.
    fn is_whole(&self, file_type: FileType) -> bool {
        let ends_with = |mark: &[u8]| self.tail.windows(mark.len()).any(|window| window == mark);
        match file_type {
            // PNG 3rd edition, 5.6; the length of the last chunk is zero.
            FileType::Png => ends_with(b"\0\0\0\0IEND"),
            FileType::Jpeg => self.end_marker.is_some_and(|end| self.start_of_scan().is_none_or(|start| start < end)),
            FileType::Gif => self.tail.iter().rfind(|byte| **byte != 0) == Some(&0x3B),
            FileType::Webp => self.riff_length().is_some_and(|length| length <= self.length),
            // A recording that was sent while it was made does not know its length.
            FileType::Wav => {
                self.riff_length().is_some_and(|length| length <= self.length || length > u64::from(u32::MAX))
            }
            FileType::Pdf => ends_with(b"%%EOF"),
            FileType::Zip
            | FileType::Docx
            | FileType::Xlsx
            | FileType::Pptx
            | FileType::Odt
            | FileType::Ods
            | FileType::Odp => ends_with(b"PK\x05\x06"),
            FileType::Rtf => self.tail.iter().rfind(|byte| !byte.is_ascii_whitespace() && **byte != 0) == Some(&b'}'),
            FileType::Svg
            | FileType::Heic
            | FileType::Tiff
            | FileType::Bmp
            | FileType::Doc
            | FileType::Xls
            | FileType::Ppt
            | FileType::Msg
            | FileType::Csv
            | FileType::Text
            | FileType::Mp3
            | FileType::M4a
            | FileType::Ogg
            | FileType::Flac
            | FileType::Mp4
            | FileType::Mov
            | FileType::Webm => true,
        }
    }

    /// Where a JPEG's picture begins (ITU-T T.81, B.2): a thumbnail before it has an end marker of its own. None when that is not among the
    /// first bytes.
    fn start_of_scan(&self) -> Option<u64> {
        let mut at = 2;
        loop {
            match *self.head.get(at..at + 4)? {
                [0xFF, 0xFF, ..] => at += 1,
                [0xFF, 0xDA, ..] => return Some(at as u64),
                [0xFF, _, high, low] => at += 2 + usize::from(u16::from_be_bytes([high, low])),
                _ => return None,
            }
        }
    }

    /// Bytes that a RIFF file says it has (RFC 9649, 2.4), its header with them.
    fn riff_length(&self) -> Option<u64> {
        let length = self.head.get(4..8)?.try_into().ok()?;
        Some(u64::from(u32::from_le_bytes(length)) + 8)
    }

    fn pixels(&self, file_type: FileType) -> Result<Option<Pixels>, BadAttachment> {
        if !file_type.is_picture() {
            return Ok(None);
        }
        let size = match imagesize::blob_size(&self.head) {
            Ok(size) => size,
            // Behind more than was kept: it is a picture, and how large is not known.
            Err(_) if self.length > HEAD as u64 => return Ok(None),
            Err(_) => return Err(BadAttachment::Truncated),
        };
        let within = |side: usize| u32::try_from(side).ok().filter(|side| (1..=MAX_SIDE).contains(side));
        // One with more pixels than a page can show is still a file.
        Ok(within(size.width).zip(within(size.height)))
    }

    fn drawing(&mut self) -> Result<(Option<Vec<u8>>, Option<Pixels>), BadAttachment> {
        if self.length > HEAD as u64 {
            return Err(BadAttachment::TooLarge { max: HEAD as u64 });
        }
        let picture = Picture::check(FileKind::Picture, &self.head).map_err(|_| BadAttachment::Mismatch)?;
        Ok((Some(picture.bytes), picture.size))
    }
}
