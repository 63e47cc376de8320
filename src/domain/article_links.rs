//! Links to articles in what staff write.

/// Links of one message that are looked at: more are a list, not an answer.
const MOST: usize = 10;
/// The way to an article.
const WAY: &str = "/help/";

/// The slugs that a text links to, each once, in order: by `/help/{slug}` alone, or at one of these hosts. Ports are not compared: they
/// change with what stands before the server.
pub fn linked_slugs<'t>(text: &'t str, hosts: &[&str]) -> Vec<&'t str> {
    let mut slugs: Vec<&str> = Vec::new();
    for (at, _) in text.match_indices(WAY) {
        let rest = &text[at + WAY.len()..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
        let slug = rest[..end].trim_end_matches('-');
        let is_whole = !rest[end..].starts_with(['/', '%', '_']);
        if slug.is_empty() || !is_whole || slugs.contains(&slug) || !leads_here(&text[..at], hosts) {
            continue;
        }
        slugs.push(slug);
        if slugs.len() == MOST {
            break;
        }
    }
    slugs
}

/// Whether what stands before the way is nothing, or one of the hosts.
fn leads_here(before: &str, hosts: &[&str]) -> bool {
    let begins = |c: char| c.is_whitespace() || "()[]<>{}\"'“”„«»,;|*".contains(c);
    let start = before.char_indices().rev().find(|(_, c)| begins(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    let address = &before[start..];
    if address.is_empty() {
        return true;
    }
    let lower = address.to_ascii_lowercase();
    let authority = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")).unwrap_or(&lower);
    hosts.iter().any(|host| host_of(authority).eq_ignore_ascii_case(host))
}

/// An authority without its port.
fn host_of(authority: &str) -> &str {
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    }
}

#[cfg(test)]
mod tests {
    use super::linked_slugs;

    #[test]
    fn links_are_found_however_they_are_written() {
        let hosts = ["portal.example.com", "localhost"];
        for (text, slugs) in [
            ("/help/reset", &["reset"][..]),
            ("See /help/reset-it.", &["reset-it"]),
            ("(/help/a) [b](/help/b) <https://portal.example.com/help/c?solved#top>", &["a", "b", "c"]),
            ("HTTPS://Portal.Example.com:8443/help/a", &["a"]),
            ("portal.example.com/help/a, http://localhost:8080/help/b", &["a", "b"]),
            ("/help/a /help/a", &["a"]),
            ("/help/a\n/help/b", &["a", "b"]),
        ] {
            assert_eq!(linked_slugs(text, &hosts), slugs, "{text}");
        }
        let many = (0..50).map(|at| format!("/help/a{at}")).collect::<Vec<_>>().join(" ");
        assert_eq!(linked_slugs(&many, &hosts).len(), 10);
    }

    #[test]
    fn what_leads_elsewhere_is_no_link_to_an_article() {
        for text in [
            "https://example.com/help/a",
            "https://portal.example.com.evil.test/help/a",
            "https://evil.test/portal.example.com/help/a",
            "https://portal.example.com@evil.test/help/a",
            "../help/a",
            "/desk/help/a",
            "/help/",
            "/help/a/b",
            "/help?q=a",
            "ftp://portal.example.com/help/a",
            "",
        ] {
            assert!(linked_slugs(text, &["portal.example.com"]).is_empty(), "{text}");
        }
    }
}
