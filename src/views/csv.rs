//! Tables as files for spreadsheets: comma-separated values (RFC 4180).

/// What such a file begins with: the byte order mark. Without it Excel reads UTF-8 as its own code page, and every accent is broken;
/// other programs skip it.
const BEGIN: &str = "\u{feff}";

/// A whole table: its columns, and its rows.
pub(super) fn file(
    columns: impl IntoIterator<Item = impl AsRef<str>>,
    rows: impl IntoIterator<Item = Vec<String>>,
) -> Result<Vec<u8>, csv::Error> {
    let mut file = head(columns)?;
    for row in rows {
        file.extend(line(row)?);
    }
    Ok(file)
}

/// The beginning of a table: the mark of its encoding, and its columns.
pub(super) fn head(columns: impl IntoIterator<Item = impl AsRef<str>>) -> Result<Vec<u8>, csv::Error> {
    Ok([BEGIN.as_bytes(), &line(columns)?].concat())
}

/// One line of the table.
pub(super) fn line(cells: impl IntoIterator<Item = impl AsRef<str>>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(cells.into_iter().map(|cell| harmless(cell.as_ref())))?;
    writer.into_inner().map_err(|error| csv::Error::from(std::io::Error::from(error.error().kind())))
}

/// What a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV Injection): whoever chooses a name or a subject must
/// not choose what the reader's machine does.
fn harmless(cell: &str) -> String {
    let runs = |first: char| matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    if cell.starts_with(runs) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn cells_are_quoted_where_they_must_be_and_never_run() {
        let written = |cells: &[&str]| String::from_utf8(line(cells.iter().copied()).unwrap()).unwrap();
        assert_eq!(
            written(&["a", "b,c", "say \"d\"", "two\nlines", ""]),
            "a,\"b,c\",\"say \"\"d\"\"\",\"two\nlines\",\r\n"
        );
        for first in ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"] {
            let cell = written(&[&format!("{first}HYPERLINK(1)"), "x"]);
            assert!(cell.trim_start_matches('"').starts_with(&format!("'{first}")), "{cell:?}");
        }
        assert_eq!(written(&["1 - 2", "a=b"]), "1 - 2,a=b\r\n");
    }
}
