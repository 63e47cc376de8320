use crate::clock::Timestamp;
use crate::id::{FileId, MembershipId, SystemChance};

use super::{Attachment, BadAttachment, Checked, FileName, FileType, Inspection, MAX_BYTES};

const PNG: &[u8] = include_bytes!("tests/pixel.png");

fn check(name: &str, bytes: &[u8]) -> Result<Checked, BadAttachment> {
    let mut inspection = Inspection::default();
    for piece in bytes.chunks(7) {
        inspection.take(piece)?;
    }
    inspection.finish(name)
}

fn told(name: &str, bytes: &[u8]) -> Result<(String, FileType), BadAttachment> {
    check(name, bytes).map(|checked| (checked.name.as_str().to_owned(), checked.file_type))
}

/// An archive that holds nothing but its directory, with these names in it.
fn archive(names: &[&str]) -> Vec<u8> {
    let mut bytes = b"PK\x03\x04".to_vec();
    for name in names {
        bytes.extend_from_slice(name.as_bytes());
    }
    bytes.extend_from_slice(b"PK\x05\x06");
    bytes
}

/// A JPEG with a thumbnail in its first segment, cut off or not.
fn jpeg(whole: bool) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xE1, 0x00, 0x06, 0xFF, 0xD8, 0xFF, 0xD9];
    bytes.extend_from_slice(&[0xFF, 0xC0, 0x00, 0x0B, 0x08, 0x00, 0x10, 0x00, 0x20, 0x01, 0x01, 0x11, 0x00]);
    bytes.extend_from_slice(&[0xFF, 0xDA, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3F, 0x00, 0x12, 0x34]);
    if whole {
        bytes.extend_from_slice(&[0xFF, 0xD9]);
    }
    bytes
}

#[test]
fn a_name_has_no_path_and_nothing_unseen() {
    let clean = |text: &str| FileName::clean(text).as_str().to_owned();
    assert_eq!(clean("../../etc/passwd"), "passwd");
    assert_eq!(clean("C:\\Users\\Ada\\report.pdf"), "report.pdf");
    assert_eq!(clean("a\u{0}b\r\nc\u{202e}gpj.exe"), "abcgpj.exe");
    assert_eq!(clean("  two \t words .txt "), "two words .txt");
    assert_eq!(clean(".htaccess"), "htaccess");
    assert_eq!(clean("a<b>:\"|?*.txt"), "a_b______.txt");
    assert_eq!(clean("Größe 漢字 👍🏽.png"), "Größe 漢字 👍🏽.png");
    for nothing in ["", "..", "/", "\u{200b}", "...", " . "] {
        assert_eq!(clean(nothing), "file", "{nothing:?}");
    }
    let long = clean(&format!("{}.pdf", "é".repeat(400)));
    assert_eq!((long.chars().count(), long.ends_with("é.pdf")), (120, true));
}

#[test]
fn what_a_file_is_its_bytes_say() {
    let ok = |name: &str, bytes: &[u8], stays: &str, file_type| {
        assert_eq!(told(name, bytes), Ok((stays.to_owned(), file_type)), "{name}");
    };
    ok("a.PNG", PNG, "a.PNG", FileType::Png);
    ok("scan", b"%PDF-1.7\n%%EOF\n", "scan.pdf", FileType::Pdf);
    ok("contract v1.2", b"%PDF-1.7\n%%EOF\n", "contract v1.2.pdf", FileType::Pdf);
    ok("photo.jpg", PNG, "photo.png", FileType::Png);
    ok("photo.jpeg", &jpeg(true), "photo.jpeg", FileType::Jpeg);
    ok("notes.txt", "BMW, Größe\n".as_bytes(), "notes.txt", FileType::Text);
    ok("notes", b"plain", "notes.txt", FileType::Text);
    ok("table.csv", b"a;b\n1;2\n", "table.csv", FileType::Csv);
    ok("wide.csv", b"\xFF\xFEa\0;\0b\0", "wide.csv", FileType::Csv);
    ok("all.zip", &archive(&["a.txt"]), "all.zip", FileType::Zip);
    ok("a.docx", &archive(&["[Content_Types].xml", "word/document.xml"]), "a.docx", FileType::Docx);
    ok("a.xlsx", &archive(&["[Content_Types].xml", "xl/workbook.xml"]), "a.xlsx", FileType::Xlsx);
    ok("a.zip", &archive(&["[Content_Types].xml", "xl/workbook.xml"]), "a.zip", FileType::Zip);
    ok("old.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "old.doc", FileType::Doc);
    ok("voice.mp3", b"\xFF\xFB\x90\x44\0\0\0", "voice.mp3", FileType::Mp3);
}

#[test]
fn a_false_type_is_refused() {
    for (name, bytes) in [
        ("report.pdf", &b"MZ\x90\0\x03\0\0\0"[..]),
        ("report.pdf", PNG),
        ("photo.png", b"<html><script>alert(1)</script></html>"),
        ("photo.png", b"%PDF-1.7\n%%EOF"),
        ("a.docx", b"plain text"),
        ("a.docx", b"PK\x03\x04PK\x05\x06"),
        ("a.txt", b"\x7fELF\x02\x01\x01\0"),
        ("drawing.svg", b"not a drawing"),
    ] {
        assert_eq!(told(name, bytes), Err(BadAttachment::Mismatch), "{name} {bytes:?}");
    }
    for (name, bytes) in [
        ("setup.exe", &b"MZ\x90\0\x03\0\0\0"[..]),
        ("setup.exe", PNG),
        ("page.html", b"<html></html>"),
        ("run.sh", b"#!/bin/sh\n"),
        ("macro.docm", b"PK\x03\x04[Content_Types].xml word/document.xml word/vbaProject.bin PK\x05\x06"),
        ("unknown", b"\0\x01\x02\x03"),
        ("archive.jar", b"PK\x03\x04PK\x05\x06"),
    ] {
        assert_eq!(told(name, bytes), Err(BadAttachment::NotTaken), "{name}");
    }
}

#[test]
fn what_ends_in_its_middle_is_refused() {
    assert_eq!(told("a.png", &PNG[..PNG.len() - 14]), Err(BadAttachment::Truncated));
    assert_eq!(told("a.jpg", &jpeg(false)), Err(BadAttachment::Truncated), "the thumbnail has an end of its own");
    assert_eq!(told("a.pdf", b"%PDF-1.7\n1 0 obj"), Err(BadAttachment::Truncated));
    assert_eq!(told("a.zip", b"PK\x03\x04half"), Err(BadAttachment::Truncated));
    assert_eq!(told("a.gif", b"GIF89a\x01\0\x01\0\0\0\0,\0"), Err(BadAttachment::Truncated));
}

#[test]
fn nothing_and_too_much_are_refused() {
    assert_eq!(told("a.txt", b""), Err(BadAttachment::Empty));
    let mut inspection = Inspection::default();
    let piece = vec![b'a'; 1024 * 1024];
    for _ in 0..MAX_BYTES / piece.len() as u64 {
        inspection.take(&piece).unwrap();
    }
    assert_eq!(inspection.take(b"a"), Err(BadAttachment::TooLarge { max: MAX_BYTES }));
}

#[test]
fn a_picture_has_its_size_and_a_drawing_loses_what_acts() {
    assert_eq!(check("a.png", PNG).map(|checked| checked.pixels), Ok(Some((1, 1))));
    assert_eq!(check("a.jpg", &jpeg(true)).map(|checked| checked.pixels), Ok(Some((32, 16))));
    let drawing = br#"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><script>alert(1)</script><rect width="4" height="3"/></svg>"#;
    let checked = check("a.svg", drawing).unwrap();
    let cleaned = String::from_utf8(checked.cleaned.unwrap()).unwrap();
    assert!(cleaned.contains("<rect") && !cleaned.contains("script"), "{cleaned}");
    assert_eq!((checked.size, checked.pixels), (cleaned.len() as u64, Some((4, 3))));
}

#[test]
fn an_address_holds_its_name_whole() {
    let now = Timestamp::from_millis(0);
    let attachment = Attachment {
        id: FileId::new(now, &SystemChance),
        uploader_id: MembershipId::new(now, &SystemChance),
        name: "Größe 100%?#.pdf".to_owned(),
        media_type: FileType::Pdf,
        size: 1,
        width: None,
        height: None,
        created_at: now,
    };
    assert!(attachment.address().ends_with("/Gr%C3%B6%C3%9Fe%20100%25%3F%23.pdf"), "{}", attachment.address());
}
