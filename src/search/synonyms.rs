//! Groups of words that mean the same to somebody who seeks help.

use std::collections::HashMap;

use super::fold::lower;
use super::language::Stemming;
use super::split::split;

/// The groups of a language. A group is a term of its own in the index, put wherever one of its members stands, so that
/// members of several words work on both sides and a search looks up one term more, not one for each member.
#[derive(Debug, Default)]
pub(super) struct Synonyms {
    /// By the first stem: the further stems and the group.
    members: HashMap<String, Vec<(Vec<String>, String)>>,
}

impl Synonyms {
    /// Reads groups, one a line, members separated by commas.
    pub(super) fn read<'l>(lines: impl Iterator<Item = &'l str>, stemming: &mut Stemming) -> Self {
        let mut synonyms = Self::default();
        for line in lines {
            let mut members: Vec<Vec<String>> = line
                .split(',')
                .map(|member| split(member).map(|word| stemming.stem(&lower(word.text))).collect())
                .collect();
            members.sort_unstable();
            members.dedup();
            let Some(name) = members.first().map(|first| format!("={}", first.join("="))) else { continue };
            for member in members {
                let mut stems = member.into_iter();
                if let Some(first) = stems.next() {
                    synonyms.members.entry(first).or_default().push((stems.collect(), name.clone()));
                }
            }
        }
        synonyms
    }

    /// The groups with a member that begins at `stems[at]`, each with the number of stems that the member has.
    pub(super) fn at<'s>(&'s self, stems: &'s [String], at: usize) -> impl Iterator<Item = (&'s str, usize)> {
        let (first, rest) = match stems.get(at..) {
            Some([first, rest @ ..]) => (Some(first), rest),
            _ => (None, &[][..]),
        };
        let members = first.and_then(|first| self.members.get(first)).map_or(&[][..], Vec::as_slice);
        members
            .iter()
            .filter(move |(further, _)| rest.starts_with(further))
            .map(|(further, group)| (group.as_str(), further.len() + 1))
    }

    /// The groups that a single stem belongs to.
    pub(super) fn of<'s>(&'s self, stem: &str) -> impl Iterator<Item = &'s str> {
        let members = self.members.get(stem).map_or(&[][..], Vec::as_slice);
        members.iter().filter(|(further, _)| further.is_empty()).map(|(_, group)| group.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::super::language;
    use super::*;

    #[test]
    fn members_of_one_and_of_two_words_share_a_group() {
        let mut stemming = language::of("en").stemming();
        let synonyms = Synonyms::read(["login, sign in, log in"].into_iter(), &mut stemming);
        let stems = ["sign", "in", "login"].map(String::from);
        let begins: Vec<Vec<usize>> =
            (0..3).map(|at| synonyms.at(&stems, at).map(|(_, length)| length).collect()).collect();
        assert_eq!(begins, [vec![2], vec![], vec![1]]);
        assert_eq!(synonyms.at(&stems, 0).next().map(|(group, _)| group), synonyms.of("login").next());
        assert_eq!(synonyms.of("sign").next(), None);
    }
}
