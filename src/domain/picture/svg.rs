//! Drawings: an SVG file is read, and what may stay is written anew. Nothing that could act, ask elsewhere or hide is among it.

use roxmltree::{Document, Node, ParsingOptions};

use crate::domain::picture::{BadPicture, MAX_SIDE};

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// Elements and texts that a drawing may have.
const MAX_NODES: u32 = 20_000;
/// How deep they may nest.
const MAX_DEPTH: usize = 64;
/// How often a drawing may repeat a part of itself.
const MAX_USES: usize = 200;

/// What may stay. Neither scripts nor what holds HTML, links, animations or whole other files.
const ELEMENTS: &[&str] = &[
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "style",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "image",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "pattern",
    "marker",
    "filter",
    "feBlend",
    "feColorMatrix",
    "feComposite",
    "feDropShadow",
    "feFlood",
    "feGaussianBlur",
    "feMerge",
    "feMergeNode",
    "feOffset",
];

/// Attributes that say where and how something is drawn.
const ATTRIBUTES: &[&str] = &[
    "id",
    "class",
    "style",
    "transform",
    "viewBox",
    "preserveAspectRatio",
    "width",
    "height",
    "version",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "fx",
    "fy",
    "fr",
    "d",
    "points",
    "dx",
    "dy",
    "rotate",
    "textLength",
    "lengthAdjust",
    "pathLength",
    "offset",
    "gradientUnits",
    "gradientTransform",
    "spreadMethod",
    "clipPathUnits",
    "maskUnits",
    "maskContentUnits",
    "patternUnits",
    "patternContentUnits",
    "patternTransform",
    "markerWidth",
    "markerHeight",
    "markerUnits",
    "orient",
    "refX",
    "refY",
    "filterUnits",
    "primitiveUnits",
    "in",
    "in2",
    "result",
    "mode",
    "operator",
    "k1",
    "k2",
    "k3",
    "k4",
    "stdDeviation",
    "type",
    "values",
    "alignment-baseline",
    "baseline-shift",
    "clip-path",
    "clip-rule",
    "color",
    "color-interpolation",
    "color-interpolation-filters",
    "display",
    "dominant-baseline",
    "fill",
    "fill-opacity",
    "fill-rule",
    "filter",
    "flood-color",
    "flood-opacity",
    "font-family",
    "font-size",
    "font-stretch",
    "font-style",
    "font-variant",
    "font-weight",
    "isolation",
    "letter-spacing",
    "marker-end",
    "marker-mid",
    "marker-start",
    "mask",
    "mask-type",
    "mix-blend-mode",
    "opacity",
    "overflow",
    "paint-order",
    "shape-rendering",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "text-decoration",
    "text-rendering",
    "vector-effect",
    "visibility",
    "word-spacing",
    "writing-mode",
    "role",
    "aria-label",
];

/// Pictures that may stand within a drawing, whole.
const PICTURES: &[&str] = &["data:image/png;base64,", "data:image/jpeg;base64,"];

/// A drawing as it is kept.
pub(super) struct Cleaned {
    pub(super) text: String,
    pub(super) size: Option<(u32, u32)>,
}

/// Reads a drawing and writes what may stay.
pub(super) fn clean(bytes: &[u8]) -> Result<Cleaned, BadPicture> {
    let text = std::str::from_utf8(bytes).map_err(|_| BadPicture::NotAPicture)?;
    let text = text.trim_start_matches('\u{feff}');
    if !text.contains("<svg") {
        return Err(BadPicture::NotAPicture);
    }
    // Entities are a way to make much of little; drawings have no need of them. A DOCTYPE without them is common, and left out.
    if text.contains("<!ENTITY") {
        return Err(BadPicture::NotAPicture);
    }
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => BadPicture::TooIntricate,
        roxmltree::Error::UnclosedRootNode | roxmltree::Error::UnexpectedEndOfStream => BadPicture::Truncated,
        _ => BadPicture::NotAPicture,
    })?;
    let root = document.root_element();
    if !is_drawing(root) || root.tag_name().name() != "svg" {
        return Err(BadPicture::NotAPicture);
    }
    let mut writer = Writer { text: String::with_capacity(text.len()), uses: 0 };
    writer.element(root, 0)?;
    Ok(Cleaned { text: writer.text, size: size(root) })
}

/// Whether an element is SVG's. Old programs leave the name space out.
fn is_drawing(node: Node<'_, '_>) -> bool {
    node.is_element() && matches!(node.tag_name().namespace(), None | Some(SVG))
}

struct Writer {
    text: String,
    uses: usize,
}

impl Writer {
    fn element(&mut self, node: Node<'_, '_>, depth: usize) -> Result<(), BadPicture> {
        let name = node.tag_name().name();
        if !is_drawing(node) || !ELEMENTS.contains(&name) || (name == "style" && !is_safe_style(&all_text(node))) {
            return Ok(());
        }
        if depth > MAX_DEPTH {
            return Err(BadPicture::TooIntricate);
        }
        if name == "use" {
            self.uses += 1;
            // A part that repeats parts that repeat parts grows without bound.
            if self.uses > MAX_USES || repeats(node) {
                return Err(BadPicture::TooIntricate);
            }
        }
        self.text.push('<');
        self.text.push_str(name);
        if depth == 0 {
            self.attribute("xmlns", SVG);
        }
        for attribute in node.attributes() {
            match (attribute.namespace(), attribute.name()) {
                (None | Some(XLINK), "href") if may_refer(name, attribute.value()) => {
                    // Once, whichever way it was written.
                    if attribute.namespace().is_none() || plain(node, "href").is_none() {
                        self.attribute("href", attribute.value());
                    }
                }
                (None, attribute_name) if ATTRIBUTES.contains(&attribute_name) && is_safe_style(attribute.value()) => {
                    self.attribute(attribute_name, attribute.value());
                }
                _ => {}
            }
        }
        self.text.push('>');
        for child in node.children() {
            if child.is_element() {
                self.element(child, depth + 1)?;
            } else if let (true, Some(text)) = (child.is_text(), child.text()) {
                escape(&mut self.text, text);
            }
        }
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
        Ok(())
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        escape(&mut self.text, value);
        self.text.push('"');
    }
}

/// Something of the same drawing, or a picture that stands within it.
fn may_refer(element: &str, target: &str) -> bool {
    match element {
        "image" => PICTURES.iter().any(|beginning| {
            target.strip_prefix(beginning).is_some_and(|rest| {
                rest.bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=') || b.is_ascii_whitespace())
            })
        }),
        "use" | "linearGradient" | "radialGradient" | "pattern" => target.starts_with('#'),
        _ => false,
    }
}

/// An attribute without a name space.
fn plain<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes()
        .find(|attribute| attribute.namespace().is_none() && attribute.name() == name)
        .map(|found| found.value())
}

/// Whether a `use` leads to a part with a `use` in it, or to one that holds it.
fn repeats(node: Node<'_, '_>) -> bool {
    let target = plain(node, "href").or_else(|| node.attribute((XLINK, "href"))).unwrap_or_default();
    let Some(id) = target.strip_prefix('#') else { return false };
    let found = node.document().descendants().filter(|other| other.attribute("id") == Some(id));
    found.flat_map(|found| found.descendants()).any(|part| part.tag_name().name() == "use")
}

/// No rule that fetches, no reference beyond the drawing, and nothing spelled so that it cannot be told.
fn is_safe_style(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    let hides = style.contains(['\\', '@']) || style.contains("/*");
    let fetches = ["image(", "image-set(", "src(", "expression(", "javascript:", "-moz-binding", "behavior"];
    let leads_out = style.split("url(").skip(1).any(|rest| !rest.trim_start_matches(['"', '\'', ' ']).starts_with('#'));
    !hides && !leads_out && !fetches.iter().any(|word| style.contains(word))
}

fn all_text(node: Node<'_, '_>) -> String {
    node.descendants().filter(|part| part.is_text()).filter_map(|part| part.text()).collect()
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}

/// The size that the drawing states: its width and height in pixels, else its view box.
fn size(root: Node<'_, '_>) -> Option<(u32, u32)> {
    let pixels = |text: &str| text.trim().trim_end_matches("px").parse::<f64>().ok();
    let stated = root.attribute("width").and_then(pixels).zip(root.attribute("height").and_then(pixels));
    let (width, height) = stated.or_else(|| {
        let numbers = root.attribute("viewBox")?.split([' ', ',']).filter(|part| !part.is_empty());
        let numbers: Vec<f64> = numbers.map(pixels).collect::<Option<_>>()?;
        let [_, _, width, height] = numbers[..] else { return None };
        Some((width, height))
    })?;
    side(width).zip(side(height))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held between 1 and MAX_SIDE before")]
fn side(pixels: f64) -> Option<u32> {
    let pixels = pixels.round();
    (pixels >= 1.0 && pixels <= f64::from(MAX_SIDE)).then_some(pixels as u32)
}
