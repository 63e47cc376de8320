//! The kinds of files that are taken, and how they are told apart.

use crate::domain::attachment::BadAttachment;
use crate::domain::text_enum;

text_enum! {
    /// What a file is, as it is stored and sent (RFC 9110, 8.3.1).
    FileType {
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
        /// What telephones make; few browsers show it.
        Heic = "image/heic",
        /// Scans.
        Tiff = "image/tiff",
        /// Windows bitmap.
        Bmp = "image/bmp",
        /// Portable Document Format.
        Pdf = "application/pdf",
        /// Word.
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        /// Word before 2007.
        Doc = "application/msword",
        /// `OpenDocument` text.
        Odt = "application/vnd.oasis.opendocument.text",
        /// Rich text.
        Rtf = "application/rtf",
        /// Excel.
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        /// Excel before 2007.
        Xls = "application/vnd.ms-excel",
        /// `OpenDocument` spreadsheet.
        Ods = "application/vnd.oasis.opendocument.spreadsheet",
        /// Values with separators.
        Csv = "text/csv",
        /// `PowerPoint`.
        Pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        /// `PowerPoint` before 2007.
        Ppt = "application/vnd.ms-powerpoint",
        /// `OpenDocument` presentation.
        Odp = "application/vnd.oasis.opendocument.presentation",
        /// Text of any kind, shown as nothing else.
        Text = "text/plain",
        /// A mail that was saved.
        Msg = "application/vnd.ms-outlook",
        /// A ZIP archive.
        Zip = "application/zip",
        /// MPEG audio.
        Mp3 = "audio/mpeg",
        /// MPEG-4 audio.
        M4a = "audio/mp4",
        /// Waves.
        Wav = "audio/wav",
        /// Ogg: Vorbis, Opus.
        Ogg = "audio/ogg",
        /// Free Lossless Audio Codec.
        Flac = "audio/flac",
        /// MPEG-4 video.
        Mp4 = "video/mp4",
        /// `QuickTime`.
        Mov = "video/quicktime",
        /// `WebM`.
        Webm = "video/webm",
    }
}

/// What people call a file of one of these kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// A picture.
    Picture,
    /// A PDF.
    Pdf,
    /// A document of an office program.
    Document,
    /// A table.
    Spreadsheet,
    /// Slides.
    Presentation,
    /// Plain text.
    Text,
    /// Files in a file.
    Archive,
    /// Something to hear.
    Audio,
    /// Something to see and hear.
    Video,
}

impl FileType {
    /// What people call it.
    pub const fn family(self) -> Family {
        match self {
            Self::Png | Self::Jpeg | Self::Gif | Self::Webp | Self::Svg | Self::Heic | Self::Tiff | Self::Bmp => {
                Family::Picture
            }
            Self::Pdf => Family::Pdf,
            Self::Docx | Self::Doc | Self::Odt | Self::Rtf | Self::Msg => Family::Document,
            Self::Xlsx | Self::Xls | Self::Ods | Self::Csv => Family::Spreadsheet,
            Self::Pptx | Self::Ppt | Self::Odp => Family::Presentation,
            Self::Text => Family::Text,
            Self::Zip => Family::Archive,
            Self::Mp3 | Self::M4a | Self::Wav | Self::Ogg | Self::Flac => Family::Audio,
            Self::Mp4 | Self::Mov | Self::Webm => Family::Video,
        }
    }

    /// How names of such files end; the first is what it is given when it has none.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Self::Gif => &["gif"],
            Self::Webp => &["webp"],
            Self::Svg => &["svg"],
            Self::Heic => &["heic", "heif"],
            Self::Tiff => &["tif", "tiff"],
            Self::Bmp => &["bmp"],
            Self::Pdf => &["pdf"],
            Self::Docx => &["docx"],
            Self::Doc => &["doc"],
            Self::Odt => &["odt"],
            Self::Rtf => &["rtf"],
            Self::Xlsx => &["xlsx"],
            Self::Xls => &["xls"],
            Self::Ods => &["ods"],
            Self::Csv => &["csv", "tsv"],
            Self::Pptx => &["pptx"],
            Self::Ppt => &["ppt"],
            Self::Odp => &["odp"],
            Self::Text => &[
                "txt", "log", "md", "json", "jsonl", "xml", "yaml", "yml", "toml", "ini", "conf", "cfg", "eml", "ics",
                "vcf", "sql", "diff", "patch", "srt",
            ],
            Self::Msg => &["msg"],
            Self::Zip => &["zip"],
            Self::Mp3 => &["mp3"],
            Self::M4a => &["m4a"],
            Self::Wav => &["wav"],
            Self::Ogg => &["ogg", "oga", "opus"],
            Self::Flac => &["flac"],
            Self::Mp4 => &["mp4", "m4v"],
            Self::Mov => &["mov", "qt"],
            Self::Webm => &["webm"],
        }
    }

    /// The kind whose names end so.
    pub fn of_ending(ending: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|file_type| file_type.endings().contains(&ending))
    }

    /// Whether browsers show it as a picture.
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg | Self::Gif | Self::Webp | Self::Svg)
    }

    /// What a file is whose name ends so, by its first and last bytes. `is_text` says that all of them are text.
    pub(super) fn told(
        ending: Option<&str>,
        (head, tail): (&[u8], &[u8]),
        is_text: bool,
    ) -> Result<Self, BadAttachment> {
        let content = Content::of(head, tail, is_text);
        let named = ending.and_then(Self::of_ending);
        let Some(named) = named else {
            // A name without an ending, or with what is none: only what cannot be taken for something else.
            return match (ending, content) {
                (_, Content::One(file_type)) if !ending.is_some_and(is_run) => Ok(file_type),
                (None, Content::Text) => Ok(Self::Text),
                (None, Content::Zip) => Ok(Self::Zip),
                (None, Content::Media(file_type)) => Ok(file_type),
                _ => Err(BadAttachment::NotTaken),
            };
        };
        let fits = match content {
            Content::One(Self::Docx | Self::Xlsx | Self::Pptx | Self::Odt | Self::Ods | Self::Odp)
                if named == Self::Zip =>
            {
                return Ok(named);
            }
            // Pictures are renamed by people and programs alike; the name is mended, not refused.
            Content::One(file_type) if file_type.is_pixels() && named.is_pixels() => return Ok(file_type),
            Content::One(file_type) => file_type == named,
            Content::Zip => named == Self::Zip,
            Content::Ole => matches!(named, Self::Doc | Self::Xls | Self::Ppt | Self::Msg),
            Content::Media(_) => matches!(named, Self::Mp4 | Self::Mov | Self::M4a),
            Content::Text => matches!(named, Self::Text | Self::Csv | Self::Svg),
            Content::Unknown => false,
        };
        if fits { Ok(named) } else { Err(BadAttachment::Mismatch) }
    }

    const fn is_pixels(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg | Self::Gif | Self::Webp | Self::Heic | Self::Tiff | Self::Bmp)
    }
}

/// Endings by which systems run a file, or a browser what is in it: what carries one is not taken, whatever it holds.
fn is_run(ending: &str) -> bool {
    const RUN: &[&str] = &[
        "apk", "app", "bat", "chm", "cmd", "com", "cpl", "dll", "dmg", "exe", "gadget", "hta", "htm", "html", "htmlx",
        "inf", "iso", "jar", "js", "jse", "lnk", "mht", "mhtml", "mjs", "msc", "msi", "msp", "php", "pif", "ps1", "py",
        "reg", "rpm", "scf", "scr", "sh", "shtml", "svgz", "swf", "vb", "vbe", "vbs", "wasm", "wsf", "wsh", "xhtml",
        "xht",
    ];
    RUN.contains(&ending)
}

/// What bytes may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    /// This and nothing else.
    One(FileType),
    /// A ZIP archive that is nothing more.
    Zip,
    /// The container of old office programs.
    Ole,
    /// The container of MPEG-4 and `QuickTime`; what is in it is the name's to say.
    Media(FileType),
    /// Text.
    Text,
    /// Nothing that is taken here.
    Unknown,
}

impl Content {
    fn of(head: &[u8], tail: &[u8], is_text: bool) -> Self {
        match head {
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => return Self::Ole,
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return Self::of_zip(head, tail),
            // MPEG audio without a tag: eleven bits of frame synchronisation, a layer and a version that exist (ISO 11172-3, 2.4.1.3).
            [0xFF, second, third, ..] if second & 0xE6 == 0xE2 && second & 0x18 != 0x08 && third & 0xF0 != 0xF0 => {
                return Self::One(FileType::Mp3);
            }
            _ => {}
        }
        let told = infer::get(head).map(|found| found.mime_type());
        // "BM" is how a bitmap begins, and a letter about a car.
        if is_text && !matches!(told, Some("application/pdf" | "application/rtf")) {
            return Self::Text;
        }
        let one = match told {
            Some("image/png") => FileType::Png,
            Some("image/jpeg") => FileType::Jpeg,
            Some("image/gif") => FileType::Gif,
            Some("image/webp") => FileType::Webp,
            Some("image/heif") => FileType::Heic,
            Some("image/tiff") => FileType::Tiff,
            Some("image/bmp") => FileType::Bmp,
            Some("application/pdf") => FileType::Pdf,
            Some("application/rtf") => FileType::Rtf,
            Some("audio/mpeg") => FileType::Mp3,
            Some("audio/x-wav") => FileType::Wav,
            Some("audio/ogg" | "audio/opus") => FileType::Ogg,
            Some("audio/x-flac") => FileType::Flac,
            Some("video/webm") => FileType::Webm,
            Some("video/mp4" | "video/x-m4v") => return Self::Media(FileType::Mp4),
            Some("video/quicktime") => return Self::Media(FileType::Mov),
            Some("audio/m4a") => return Self::Media(FileType::M4a),
            _ => return Self::Unknown,
        };
        Self::One(one)
    }

    /// An office document is an archive with certain files in it: `OpenDocument` says so at its beginning (ODF 1.3, 2-3.3), the others name
    /// their parts in the directory at the end.
    fn of_zip(head: &[u8], tail: &[u8]) -> Self {
        if head.get(30..).is_some_and(|rest| rest.starts_with(b"mimetype")) {
            let kinds = [FileType::Odt, FileType::Ods, FileType::Odp];
            let said = head.get(38..).unwrap_or_default();
            let told = kinds.into_iter().find(|kind| said.starts_with(kind.as_str().as_bytes()));
            return told.map_or(Self::Zip, Self::One);
        }
        let names = |what: &[u8]| [head, tail].iter().any(|bytes| contains(bytes, what));
        if !names(b"[Content_Types].xml") {
            return Self::Zip;
        }
        // With macros in it a document is a program.
        if names(b"vbaProject.bin") {
            return Self::Unknown;
        }
        let parts = [
            (FileType::Docx, &b"word/document.xml"[..]),
            (FileType::Xlsx, b"xl/workbook."),
            (FileType::Pptx, b"ppt/presentation.xml"),
        ];
        parts.into_iter().find(|(_, part)| names(part)).map_or(Self::Zip, |(kind, _)| Self::One(kind))
    }
}

fn contains(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}
