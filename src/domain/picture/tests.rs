//! What people and attackers upload.

use super::*;

/// A PNG of one pixel.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 6,
    0, 0, 0, 0x1F, 0x15, 0xC4, 0x89, 0, 0, 0, 13, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x63, 0xF8, 0xCF, 0xC0, 0xF0,
    0x1F, 0, 5, 0, 1, 0xFF, 0x56, 0xC7, 0x2F, 0x0D, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];
/// A GIF of one pixel.
const GIF: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

fn jpeg() -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xE1, 0, 6, 0xFF, 0xD9, 0, 0];
    bytes.extend([0xFF, 0xC0, 0, 11, 8, 0, 2, 0, 3, 1, 1, 0x11, 0]);
    bytes.extend([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x55, 0xFF, 0, 0xFF, 0xD9]);
    bytes
}

fn logo(bytes: &[u8]) -> Result<Picture, BadPicture> {
    Picture::check(FileKind::Logo, bytes)
}

fn drawing(inner: &str) -> String {
    let svg = format!("<svg xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\" viewBox=\"0 0 20 10\">{inner}</svg>");
    String::from_utf8(logo(svg.as_bytes()).unwrap().bytes).unwrap()
}

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";

#[test]
fn bytes_tell_what_it_is() {
    let png = logo(PNG).unwrap();
    assert_eq!((png.media_type, png.size), (MediaType::Png, Some((1, 1))));
    let jpeg = logo(&jpeg()).unwrap();
    assert_eq!((jpeg.media_type, jpeg.size), (MediaType::Jpeg, Some((3, 2))));
    let svg = logo(
        format!("\u{feff}<?xml version='1.0'?><!DOCTYPE svg><svg xmlns='{SVG}' width='12px' height='8'/>").as_bytes(),
    )
    .unwrap();
    assert_eq!((svg.media_type, svg.size), (MediaType::Svg, Some((12, 8))));
}

#[test]
fn a_logo_is_one_that_paper_can_show() {
    assert_eq!(logo(GIF), Err(BadPicture::WrongType));
    assert_eq!(Picture::check(FileKind::Picture, GIF).map(|picture| picture.media_type), Ok(MediaType::Gif));
}

#[test]
fn what_is_no_picture_is_refused() {
    assert_eq!(logo(b""), Err(BadPicture::Empty));
    for not in [
        "hello",
        "<html><script>alert(1)</script></html>",
        "<html><svg></svg></html>",
        "%PDF-1.7",
        "PK\u{3}\u{4}",
        "<svg xmlns='urn:x'/>",
    ] {
        assert_eq!(logo(not.as_bytes()), Err(BadPicture::NotAPicture), "{not}");
    }
    assert_eq!(logo(&[0xFF, 0xFE, 0x00]), Err(BadPicture::NotAPicture));
    assert_eq!(logo(&vec![0; 1024 * 1024 + 1]), Err(BadPicture::TooLarge { max: 1024 * 1024 }));
}

#[test]
fn what_is_cut_off_is_refused_wherever_it_was_cut() {
    let jpeg = jpeg();
    let webp = [b"RIFF\x40\0\0\0WEBPVP8L".as_slice(), &[0; 20]].concat();
    for (whole, least) in [(PNG, 8), (GIF, 6), (&*jpeg, 3)] {
        for end in least..whole.len() {
            assert_eq!(Picture::check(FileKind::Picture, &whole[..end]), Err(BadPicture::Truncated), "{end}");
        }
    }
    assert_eq!(Picture::check(FileKind::Picture, &webp), Err(BadPicture::Truncated));
    assert_eq!(logo(format!("<svg xmlns='{SVG}'><g>").as_bytes()), Err(BadPicture::Truncated));
}

#[test]
fn what_follows_a_picture_is_cut_off() {
    let jpeg = jpeg();
    for whole in [PNG, GIF, &*jpeg] {
        let both = [whole, b"<script>alert(1)</script>"].concat();
        assert_eq!(Picture::check(FileKind::Picture, &both).unwrap().bytes, whole);
    }
}

#[test]
fn no_pixels_and_too_many_are_refused() {
    let mut png = PNG.to_vec();
    png[16..20].copy_from_slice(&8_001_u32.to_be_bytes());
    assert_eq!(logo(&png), Err(BadPicture::WrongSize { max: MAX_SIDE }));
    png[16..20].copy_from_slice(&0_u32.to_be_bytes());
    assert_eq!(logo(&png), Err(BadPicture::WrongSize { max: MAX_SIDE }));
}

#[test]
fn a_drawing_keeps_what_is_drawn() {
    let inner = "<defs><linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"red\"></stop></linearGradient></defs>\
                 <style>.b{fill:url(#a)}</style><path class=\"b\" d=\"M0 0h2\" style=\"stroke:#123456\"></path><text>a &lt; b</text>";
    assert!(drawing(inner).ends_with(&format!("viewBox=\"0 0 20 10\">{inner}</svg>")), "{}", drawing(inner));
    assert!(drawing("<g id='a'/><use xlink:href='#a'/>").contains("<use href=\"#a\"></use>"));
}

#[test]
fn a_drawing_cannot_act_or_ask_elsewhere() {
    let plain = drawing("");
    for hostile in [
        "<script>alert(1)</script>",
        "<x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><script>1</script></body></foreignObject>",
        "<iframe xmlns='http://www.w3.org/1999/xhtml' src='javascript:alert(1)'/>",
        "<a href='javascript:alert(1)'><path/></a>",
        "<animate attributeName='href' values='javascript:alert(1)'/>",
        "<set attributeName='onload' to='alert(1)'/>",
        "<style>@import url(https://evil.test/a.css);</style>",
        "<style>path{fill:url(https://evil.test/a.svg#b)}</style>",
        "<style>path{fill:\\75rl(https://evil.test)}</style>",
        "<!-- <script>alert(1)</script> -->",
        "<?xml-stylesheet href='https://evil.test/a.css'?>",
    ] {
        assert_eq!(drawing(hostile), plain, "{hostile}");
    }
    let bare = drawing("<image></image>");
    for hostile in [
        "<image onload='alert(1)'/>",
        "<image href='https://evil.test/a.png'/>",
        "<image xlink:href='//evil.test/a.png'/>",
        "<image href='data:image/svg+xml;base64,AAAA'/>",
        "<image style='background:url(https://evil.test)'/>",
        "<image filter='url(\"https://evil.test#a\")'/>",
    ] {
        assert_eq!(drawing(hostile), bare, "{hostile}");
    }
    assert_eq!(drawing("<use href='https://evil.test/a.svg#b'/>"), drawing("<use></use>"));
    let text = drawing("<text><![CDATA[<script>alert(1)</script>]]></text>");
    assert!(text.contains("<text>&lt;script&gt;"), "{text}");
}

#[test]
fn a_drawing_that_grows_without_bound_is_refused() {
    let svg = |inner: &str| logo(format!("<svg xmlns='{SVG}'>{inner}</svg>").as_bytes());
    let entities = format!("<!DOCTYPE svg [<!ENTITY a \"aaaa\">]><svg xmlns='{SVG}'><text>&a;</text></svg>");
    assert_eq!(logo(entities.as_bytes()), Err(BadPicture::NotAPicture));
    assert_eq!(svg(&"<g>".repeat(100_000)), Err(BadPicture::TooIntricate));
    assert_eq!(svg(&format!("{}{}", "<g>".repeat(100), "</g>".repeat(100))), Err(BadPicture::TooIntricate));
    assert_eq!(
        svg("<g id='a'><path/></g><g id='b'><use href='#a'/></g><use href='#b'/>"),
        Err(BadPicture::TooIntricate)
    );
    assert_eq!(svg("<g id='a'><use href='#a'/></g>"), Err(BadPicture::TooIntricate));
    assert_eq!(svg(&format!("<g id='a'/>{}", "<use href='#a'/>".repeat(201))), Err(BadPicture::TooIntricate));
}
