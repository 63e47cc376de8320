//! Reads PDFs with poppler's programs.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A PDF in a folder of its own.
pub(crate) struct Pdf {
    folder: tempfile::TempDir,
    name: String,
    pub(crate) bytes: Vec<u8>,
}

impl Pdf {
    pub(crate) fn new(name: &str, bytes: Vec<u8>) -> Self {
        assert!(bytes.starts_with(b"%PDF-"), "{name} is no PDF");
        let pdf = Self { folder: tempfile::tempdir().expect("a folder"), name: name.to_owned(), bytes };
        std::fs::write(pdf.file(), &pdf.bytes).expect("written");
        pdf.leave_pictures();
        pdf
    }

    /// Its text, page by page; none without poppler.
    pub(crate) fn pages(&self) -> Option<Vec<String>> {
        let text = self.run("pdftotext", &["-layout"], &["-"])?;
        let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
        // A form feed ends each page.
        pages.pop();
        Some(pages)
    }

    /// All its text with single spaces; none without poppler.
    pub(crate) fn text(&self) -> Option<String> {
        let text = self.run("pdftotext", &[], &["-"])?;
        Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// What `pdfinfo` says of it.
    pub(crate) fn info(&self) -> Option<String> {
        self.run("pdfinfo", &[], &[])
    }

    /// The names of its fonts.
    pub(crate) fn fonts(&self) -> Option<String> {
        self.run("pdffonts", &[], &[])
    }

    /// How dark its first page is in this part of it, from 0 for white to 1; all four sides are shares of the page.
    pub(crate) fn ink(&self, (left, top, right, bottom): (f64, f64, f64, f64)) -> Option<f64> {
        self.run("pdftoppm", &["-r", "40", "-gray", "-f", "1", "-l", "1", "-singlefile"], &[&self.place("page")])?;
        let picture = std::fs::read(format!("{}.pgm", self.place("page"))).expect("a picture");
        let (width, height, pixels) = read_pgm(&picture);
        #[expect(clippy::cast_precision_loss, reason = "a few hundred pixels")]
        let share = |at: usize, of: usize| at as f64 / of as f64;
        let inside: Vec<u8> = (0..width * height)
            .filter(|at| (left..right).contains(&share(at % width, width)))
            .filter(|at| (top..bottom).contains(&share(at / width, height)))
            .map(|at| pixels[at])
            .collect();
        let white: usize = inside.iter().map(|pixel| usize::from(*pixel)).sum();
        Some(1.0 - share(white, inside.len() * 255))
    }

    fn leave_pictures(&self) {
        let Ok(folder) = std::env::var("FRONTDESK_PICTURES") else { return };
        let to = Path::new(&folder).join(&self.name);
        self.run("pdftoppm", &["-r", "70", "-png"], &[to.to_str().expect("a name")]);
    }

    fn run(&self, program: &str, before: &[&str], after: &[&str]) -> Option<String> {
        let Ok(output) = Command::new(program).args(before).arg(self.file()).args(after).output() else {
            println!("left out: {program} is not installed");
            return None;
        };
        assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("invoice.pdf")
    }

    fn place(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }
}

/// Width, height and pixels of a grey picture (netpbm's `P5`).
fn read_pgm(picture: &[u8]) -> (usize, usize, &[u8]) {
    let mut head = Vec::new();
    let mut at = 0;
    while head.len() < 4 {
        let end = at + picture[at..].iter().position(u8::is_ascii_whitespace).expect("a head");
        head.push(std::str::from_utf8(&picture[at..end]).expect("a word"));
        at = end + 1;
    }
    (head[1].parse().expect("a width"), head[2].parse().expect("a height"), &picture[at..])
}
