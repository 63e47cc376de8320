//! What files are called.

use std::fmt;

use crate::domain::attachment::FileType;

/// Characters of a name.
const MAX: usize = 120;

/// Characters of an ending that is looked at; what is longer is part of the name.
const MAX_ENDING: usize = 8;

/// A file's name: one line without a path and without what cannot be seen, of 1 to 120 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName(String);

impl FileName {
    /// Takes what of a name can be shown and stored anywhere; of one that has nothing such it is `file`.
    pub fn clean(text: &str) -> Self {
        let own = text.rsplit(['/', '\\']).next().unwrap_or_default();
        let seen: String =
            own.chars().filter(|c| !is_unseen(*c)).map(|c| if is_special(c) { '_' } else { c }).collect();
        let line = seen.split_whitespace().collect::<Vec<_>>().join(" ");
        // A leading dot hides a file, one at the end is lost on some systems.
        let name = line.trim_matches(['.', ' ']);
        if name.is_empty() { Self("file".to_owned()) } else { Self(shortened(name)) }
    }

    /// What follows its last dot, in small letters; none when that is no ending.
    pub fn ending(&self) -> Option<String> {
        let (_, ending) = self.0.rsplit_once('.')?;
        let fits = (1..=MAX_ENDING).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
        fits.then(|| ending.to_ascii_lowercase())
    }

    /// The same with an ending that says what the file is.
    #[must_use]
    pub fn with_true_ending(self, file_type: FileType) -> Self {
        let ending = self.ending();
        if ending.as_deref().is_some_and(|ending| file_type.endings().contains(&ending)) {
            return self;
        }
        // Another picture's ending is replaced; what only looks like an ending stays part of the name.
        let is_false = ending.as_deref().is_some_and(|ending| FileType::of_ending(ending).is_some());
        let stem = if is_false { self.0.rsplit_once('.').map_or(&*self.0, |(stem, _)| stem) } else { &*self.0 };
        Self(shortened(&format!("{stem}.{}", file_type.endings()[0])))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Control characters, and those that turn the direction of what follows or have no width: with them `gpj.exe` reads `exe.jpg`.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// What some systems take for something else than a name.
const fn is_special(c: char) -> bool {
    matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*')
}

/// Cut in its middle part, so that the ending stays.
fn shortened(name: &str) -> String {
    let length = name.chars().count();
    if length <= MAX {
        return name.to_owned();
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending).filter(|ending| ending.len() <= MAX_ENDING);
    let Some(ending) = ending else { return name.chars().take(MAX).collect() };
    let stem: String = name.chars().take(MAX - ending.len() - 1).collect();
    format!("{}.{ending}", stem.trim_end_matches(['.', ' ']))
}
