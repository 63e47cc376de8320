//! Pictures that people upload: what they are is decided by their bytes, never by their name or by what a browser says of them.

mod raster;
mod svg;

use crate::domain::text_enum;

text_enum! {
    /// What a kept file is for.
    FileKind {
        /// An organisation's logo.
        Logo = "logo",
        /// A picture in an article.
        Picture = "picture",
    }
}

text_enum! {
    /// What a picture is, as it is stored and sent (RFC 9110, 8.3.1).
    MediaType {
        /// Portable Network Graphics.
        Png = "image/png",
        /// JPEG.
        Jpeg = "image/jpeg",
        /// GIF, still or moving.
        Gif = "image/gif",
        /// WebP.
        Webp = "image/webp",
        /// A drawing, cleaned of all that could act.
        Svg = "image/svg+xml",
    }
}

impl FileKind {
    /// Bytes allowed.
    pub const fn max_bytes(self) -> usize {
        match self {
            Self::Logo => 1024 * 1024,
            Self::Picture => 5 * 1024 * 1024,
        }
    }

    /// What it may be.
    pub const fn takes(self) -> &'static [MediaType] {
        match self {
            // What paper and mail programs can show, too.
            Self::Logo => &[MediaType::Png, MediaType::Jpeg, MediaType::Svg],
            Self::Picture => MediaType::ALL,
        }
    }
}

/// Why an upload is not kept. Said in words by the views.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPicture {
    /// The file is empty.
    #[error("the file is empty")]
    Empty,
    /// More than `max` bytes.
    #[error("more than {max} bytes")]
    TooLarge {
        /// Bytes allowed.
        max: usize,
    },
    /// Nothing that shows a picture.
    #[error("not a picture")]
    NotAPicture,
    /// A picture of a kind that is not taken here.
    #[error("a kind of picture that is not taken here")]
    WrongType,
    /// It ends before the picture does.
    #[error("the file ends too early")]
    Truncated,
    /// No pixels, or more of them than anybody can show.
    #[error("not a side of 1 to {max} pixels")]
    WrongSize {
        /// Pixels allowed at a side.
        max: u32,
    },
    /// A drawing that nests deeper, or has more parts, than a drawing needs.
    #[error("too intricate a drawing")]
    TooIntricate,
}

/// Pixels allowed at a side: what browsers and printing can decode without harm.
pub const MAX_SIDE: u32 = 8_000;

/// A picture that was looked at and may be kept and shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What it is for.
    pub kind: FileKind,
    /// What it is.
    pub media_type: MediaType,
    /// Its bytes: of a drawing the cleaned ones, without what followed the picture.
    pub bytes: Vec<u8>,
    /// Its width and height in pixels; of a drawing only when it says so.
    pub size: Option<(u32, u32)>,
}

impl Picture {
    /// Looks at an upload.
    pub fn check(kind: FileKind, bytes: &[u8]) -> Result<Self, BadPicture> {
        let max = kind.max_bytes();
        match bytes.len() {
            0 => return Err(BadPicture::Empty),
            length if length > max => return Err(BadPicture::TooLarge { max }),
            _ => {}
        }
        let picture = match raster::media_type(bytes) {
            Some(media_type) => {
                let bytes = raster::whole(media_type, bytes)?;
                let size = raster::size(bytes)?;
                Self { kind, media_type, bytes: bytes.to_vec(), size: Some(size) }
            }
            None => {
                let svg::Cleaned { text, size } = svg::clean(bytes)?;
                Self { kind, media_type: MediaType::Svg, bytes: text.into_bytes(), size }
            }
        };
        if !kind.takes().contains(&picture.media_type) {
            return Err(BadPicture::WrongType);
        }
        Ok(picture)
    }
}

#[cfg(test)]
mod tests;
