//! Pictures made of pixels: which kind they are, and whether they are whole.

use crate::domain::picture::{BadPicture, MAX_SIDE, MediaType};

/// What the first bytes say; none when they are not those of a picture that is known here.
pub(super) fn media_type(bytes: &[u8]) -> Option<MediaType> {
    match bytes {
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(MediaType::Png),
        [0xFF, 0xD8, 0xFF, ..] => Some(MediaType::Jpeg),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(MediaType::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(MediaType::Webp),
        _ => None,
    }
}

/// Its width and height.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), BadPicture> {
    let size = imagesize::blob_size(bytes).map_err(|_| BadPicture::Truncated)?;
    let side = |pixels: usize| {
        u32::try_from(pixels)
            .ok()
            .filter(|side| (1..=MAX_SIDE).contains(side))
            .ok_or(BadPicture::WrongSize { max: MAX_SIDE })
    };
    Ok((side(size.width)?, side(size.height)?))
}

/// The picture from its beginning to its end. What follows it is no part of it, whoever hid it there.
pub(super) fn whole(media_type: MediaType, bytes: &[u8]) -> Result<&[u8], BadPicture> {
    let end = match media_type {
        MediaType::Png => end_of_png(bytes),
        MediaType::Jpeg => end_of_jpeg(bytes),
        MediaType::Gif => end_of_gif(bytes),
        MediaType::Webp => end_of_webp(bytes),
        MediaType::Svg => Some(bytes.len()),
    };
    end.and_then(|end| bytes.get(..end)).ok_or(BadPicture::Truncated)
}

/// After the chunk `IEND` (PNG 3rd edition, 5.3: length, name, content, checksum).
fn end_of_png(bytes: &[u8]) -> Option<usize> {
    let mut at = 8;
    loop {
        let length = usize::try_from(u32::from_be_bytes(array(bytes, at)?)).ok()?;
        let name: [u8; 4] = array(bytes, at + 4)?;
        at = at.checked_add(length)?.checked_add(12)?;
        if at > bytes.len() {
            return None;
        }
        if &name == b"IEND" {
            return Some(at);
        }
    }
}

/// After the last end marker that follows the first scan (ITU-T T.81, B.2). Segments before it, such as a thumbnail's, are stepped over.
fn end_of_jpeg(bytes: &[u8]) -> Option<usize> {
    const START_OF_SCAN: u8 = 0xDA;
    let mut at = 2;
    loop {
        let [0xFF, marker] = array(bytes, at)? else { return None };
        if marker == 0xFF {
            at += 1;
            continue;
        }
        at += 2 + usize::from(u16::from_be_bytes(array(bytes, at + 2)?));
        if marker == START_OF_SCAN {
            break;
        }
    }
    let scan = bytes.get(at..)?;
    scan.windows(2).rposition(|pair| pair == [0xFF, 0xD9]).map(|end| at + end + 2)
}

/// After the trailer (GIF89a, 27): extensions and images are stepped over by their sub-blocks.
fn end_of_gif(bytes: &[u8]) -> Option<usize> {
    const HEADER: usize = 13;
    let colours = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 0x07) + 1) };
    let mut at = HEADER + colours(*bytes.get(10)?);
    loop {
        match *bytes.get(at)? {
            0x3B => return Some(at + 1),
            0x21 => at += 2,
            0x2C => at += 11 + colours(*bytes.get(at + 9)?),
            _ => return None,
        }
        loop {
            let length = usize::from(*bytes.get(at)?);
            at += 1 + length;
            if length == 0 {
                break;
            }
        }
    }
}

/// After as many bytes as the header says (RFC 9649, 2.4).
fn end_of_webp(bytes: &[u8]) -> Option<usize> {
    let length = usize::try_from(u32::from_le_bytes(array(bytes, 4)?)).ok()?;
    length.checked_add(8).filter(|end| *end <= bytes.len())
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}
