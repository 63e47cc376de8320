//! A file as rows and named columns, whatever program wrote it: encodings, separators, quotes, and what its columns hold.

use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;

/// Rows that a file may have.
pub const MOST_ROWS: usize = 100_000;

/// What a column of a kind of file can hold.
pub trait Column: Copy + Debug + Eq + Hash + 'static {
    /// Every one.
    const COLUMNS: &'static [Self];

    /// What heads are understood, without case, spaces and signs: the first is the one that is documented, and an earlier one is surer than
    /// a later one.
    fn names(self) -> &'static [&'static str];

    /// What a column of this head holds, and how sure that is: 0 is surest.
    fn of(head: &str) -> Option<(Self, usize)> {
        let head: String = head.to_lowercase().chars().filter(|c| c.is_alphanumeric() || *c == '%').collect();
        Self::COLUMNS.iter().find_map(|column| Some((*column, column.names().iter().position(|name| *name == head)?)))
    }
}

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblem<C> {
    /// There is nothing in it.
    Empty,
    /// It is none of the kinds of text that are understood, or no text.
    NotText,
    /// It has more rows than are taken at once.
    TooManyRows,
    /// A column is missing.
    NoColumn(C),
    /// Two columns hold the same.
    TwoColumns(C),
    /// A quotation mark is open at its end: what follows it would be one cell.
    OpenQuote {
        /// The row in which it opens, as spreadsheets count them.
        row: usize,
    },
    /// A row is broken otherwise.
    Broken,
    /// Days like `3/4/2026` may be meant in two ways.
    WhichDay,
}

/// What stands alone in a row behind the last one: a sign that is no text.
const END: &str = "\u{1}";

/// The rows of a file below its head.
#[derive(Clone, Debug)]
pub struct Rows {
    heads: Vec<String>,
    rows: Vec<(usize, csv::StringRecord)>,
}

impl Rows {
    /// Reads a file. Empty rows are passed over.
    pub fn read<C>(bytes: &[u8]) -> Result<Self, FileProblem<C>> {
        let mut text = decoded(bytes)?;
        if text.trim().is_empty() {
            return Err(FileProblem::Empty);
        }
        // One sign at the end of every line, so that lines can be counted.
        if text.contains('\r') {
            text = text.replace("\r\n", "\n").replace('\r', "\n");
        }
        text.push('\n');
        let delimiter = delimiter(&text);
        // The reader closes what is open at the end without a word. A row behind the last is one only when nothing is.
        text.push_str(END);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let (mut heads, mut rows, mut within) = (None, Vec::new(), 0);
        let (mut is_closed, mut begins) = (false, 0);
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record).map_err(|_| FileProblem::Broken)? {
            if record.len() == 1 && record.get(0) == Some(END) {
                is_closed = true;
                break;
            }
            let line = record.position().map_or(0, csv::Position::line);
            begins = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(within);
            // As spreadsheets count them: empty rows count, line breaks within cells do not.
            within += record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
            let line = usize::try_from(reader.position().line()).unwrap_or(usize::MAX);
            let row = line.saturating_sub(1 + within);
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if heads.is_none() {
                heads = Some(record.iter().map(|head| head.trim().to_owned()).collect());
                continue;
            }
            if rows.len() == MOST_ROWS {
                return Err(FileProblem::TooManyRows);
            }
            rows.push((row, record.clone()));
        }
        if !is_closed {
            return Err(FileProblem::OpenQuote { row: begins });
        }
        Ok(Self { heads: heads.ok_or(FileProblem::Empty)?, rows })
    }

    /// What stands above the columns.
    pub fn heads(&self) -> &[String] {
        &self.heads
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The number of a row in the file.
    pub fn row(&self, at: usize) -> usize {
        self.rows.get(at).map_or(0, |(row, _)| *row)
    }

    /// What stands in a row's column of this place; empty when there is none. A sign that keeps a spreadsheet from running it is taken away.
    pub fn cell(&self, at: usize, place: usize) -> &str {
        let cell = self.rows.get(at).and_then(|(_, record)| record.get(place)).unwrap_or_default().trim();
        cell.strip_prefix('\'').unwrap_or(cell)
    }

    /// All cells of a row as they stand there.
    pub fn cells(&self, at: usize) -> impl Iterator<Item = &str> {
        self.rows.get(at).into_iter().flat_map(|(_, record)| record.iter())
    }

    /// What each column holds by its head, and how sure that is.
    pub fn meanings<C: Column>(&self) -> Vec<Option<(C, usize)>> {
        self.heads.iter().map(|head| C::of(head)).collect()
    }

    /// Where each column is, when none has two heads that mean it and all of `needed` are there.
    pub fn columns<C: Column>(&self, needed: &[C]) -> Result<HashMap<C, usize>, FileProblem<C>> {
        let mut columns = HashMap::new();
        for (place, meaning) in self.meanings().into_iter().enumerate() {
            if let Some((column, _)) = meaning
                && columns.insert(column, place).is_some()
            {
                return Err(FileProblem::TwoColumns(column));
            }
        }
        match needed.iter().find(|column| !columns.contains_key(column)) {
            Some(missing) => Err(FileProblem::NoColumn(*missing)),
            None => Ok(columns),
        }
    }
}

/// Which of the usual signs parts the cells: the one that stands most often in the head, outside quotes.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in head.bytes() {
        quoted ^= byte == b'"';
        for (sign, count) in &mut counts {
            *count += usize::from(!quoted && byte == *sign);
        }
    }
    // Of equals the comma, which comes first.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| sign)
}

/// A file's text, whatever its encoding: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252, of which Latin-1 is a part.
pub fn decoded<C>(bytes: &[u8]) -> Result<String, FileProblem<C>> {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8(rest.to_vec()).map_err(|_| FileProblem::NotText)?,
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes)?,
        bytes => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
        },
    };
    if text.contains('\0') { Err(FileProblem::NotText) } else { Ok(text) }
}

fn utf_16<C>(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> Result<String, FileProblem<C>> {
    if !bytes.len().is_multiple_of(2) {
        return Err(FileProblem::NotText);
    }
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).collect::<Result<_, _>>().map_err(|_| FileProblem::NotText)
}

/// The letters between 0x80 and 0x9f, where Latin-1 has none that anybody writes (WHATWG Encoding, index windows-1252).
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        byte => byte.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Rows {
        Rows::read::<()>(text.as_bytes()).expect("a file")
    }

    #[test]
    fn rows_are_counted_as_spreadsheets_do() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["", "a,b", "1,2", "", "\"3", "4\",5", "6,7", " , ", "8,9"].join(end);
            let rows = read(&text);
            let numbers: Vec<usize> = (0..rows.len()).map(|at| rows.row(at)).collect();
            assert_eq!(numbers, [3, 5, 6, 8], "{end:?}");
            assert_eq!(rows.cell(1, 0), "3\n4");
        }
    }

    #[test]
    fn separators_and_quotes_are_told_from_the_head() {
        for (text, cells) in [
            ("a;\"b,c,d,e\"\n1;\"2;3\"\n", ["1", "2;3"]),
            ("a\tb\n1\t2,3\n", ["1", "2,3"]),
            ("a,b\n\"say \"\"x\"\"\",'=2\n", ["say \"x\"", "=2"]),
            ("a,b\n only \n", ["only", ""]),
        ] {
            let rows = read(text);
            assert_eq!([rows.cell(0, 0), rows.cell(0, 1)], cells, "{text}");
        }
    }
}
