//! Two texts side by side: what went, what came, and enough of what stayed to know where one is.

use std::time::Duration;

use similar::{Algorithm, ChangeTag, TextDiff};

/// How long is spent on finding the shortest way from one text to the other; then a longer one will do.
const PATIENCE: Duration = Duration::from_millis(300);
/// Lines of what stayed that are shown around what changed.
const AROUND: usize = 2;

/// A stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// It stayed.
    Kept(String),
    /// It went.
    Gone(String),
    /// It came.
    New(String),
    /// Lines that stayed and are left out.
    Skipped(usize),
}

/// What leads from one text to the other, word by word.
pub fn compare(before: &str, after: &str) -> Vec<Piece> {
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).timeout(PATIENCE).diff_words(before, after);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let text = change.value();
        match (change.tag(), pieces.last_mut()) {
            (ChangeTag::Equal, Some(Piece::Kept(last)))
            | (ChangeTag::Delete, Some(Piece::Gone(last)))
            | (ChangeTag::Insert, Some(Piece::New(last))) => last.push_str(text),
            (ChangeTag::Equal, _) => pieces.push(Piece::Kept(text.to_owned())),
            (ChangeTag::Delete, _) => pieces.push(Piece::Gone(text.to_owned())),
            (ChangeTag::Insert, _) => pieces.push(Piece::New(text.to_owned())),
        }
    }
    let last = pieces.len().saturating_sub(1);
    pieces.into_iter().enumerate().flat_map(|(at, piece)| shortened(piece, at == 0, at == last)).collect()
}

/// Leaves out the middle of a long stretch that stayed; of the first its beginning, of the last its end.
fn shortened(piece: Piece, is_first: bool, is_last: bool) -> Vec<Piece> {
    let Piece::Kept(text) = piece else { return vec![piece] };
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (head, tail) = (if is_first { 0 } else { AROUND + 1 }, if is_last { 0 } else { AROUND + 1 });
    if lines.len() <= head + tail + 1 {
        return vec![Piece::Kept(text)];
    }
    let (head, rest) = lines.split_at(head);
    let (skipped, tail) = rest.split_at(rest.len() - tail);
    let kept = |lines: &[&str]| (!lines.is_empty()).then(|| Piece::Kept(lines.concat()));
    kept(head).into_iter().chain([Piece::Skipped(skipped.len())]).chain(kept(tail)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Piece, compare};

    #[test]
    fn words_go_and_come() {
        let found = compare("Open the old profile", "Open the new profile");
        let (gone, new) = (Piece::Gone("old".to_owned()), Piece::New("new".to_owned()));
        assert_eq!(found, [Piece::Kept("Open the ".to_owned()), gone, new, Piece::Kept(" profile".to_owned())]);
    }

    #[test]
    fn nothing_is_lost_but_lines_that_stayed() {
        let before = (0..40).map(|n| format!("line {n}\n")).collect::<Vec<_>>().concat();
        let after = before.replace("line 20\n", "line twenty\nand more\n");
        let found = compare(&before, &after);
        let lines = |text: &str| text.matches('\n').count();
        let left: usize = found
            .iter()
            .map(|piece| match piece {
                Piece::Kept(text) | Piece::Gone(text) => lines(text),
                Piece::Skipped(count) => *count,
                Piece::New(_) => 0,
            })
            .sum();
        assert_eq!(left, 40, "{found:?}");
        assert!(matches!(found.first(), Some(Piece::Skipped(_))) && matches!(found.last(), Some(Piece::Skipped(_))));
    }

    #[test]
    fn long_texts_that_share_nothing_end() {
        let text = |from: usize| (from..from + 60_000).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
        assert!(!compare(&text(0), &text(1_000_000)).is_empty());
    }

    #[test]
    fn what_is_alike_has_no_pieces_that_changed() {
        assert_eq!(compare("", ""), []);
        assert_eq!(compare("a\n", "a\n"), [Piece::Kept("a\n".to_owned())]);
    }
}
