//! The company that runs Frontdesk.

use crate::id::OrganisationId;

/// An organisation as pages show it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its name on the command line: `harbour-studio`.
    pub slug: String,
    /// Its name as people read it.
    pub name: String,
    /// Its colour, `#rrggbb`.
    pub accent: String,
    /// Its language, `en`.
    pub language: String,
    /// Its time zone, an IANA name.
    pub time_zone: String,
}

/// Turns a name or a title into lower-case ASCII words joined by hyphens, or `None` when no letter is left.
pub fn slugify(text: &str) -> Option<String> {
    use unicode_normalization::UnicodeNormalization as _;
    let mut slug = String::new();
    for c in text.nfkd().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !is_mark(c) && !matches!(c, '\'' | '’') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= 80 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-').to_owned();
    (!slug.is_empty()).then_some(slug)
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::slugify;

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slugify("Can’t receive  e-mails?").as_deref(), Some("cant-receive-e-mails"));
        assert_eq!(slugify("Café Über").as_deref(), Some("cafe-uber"));
        assert_eq!(slugify("日本語"), None);
    }
}
