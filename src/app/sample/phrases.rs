//! What the people of the sample say, from a small grammar: a rule is one of several lines, and a line may name further rules.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::app::sample::dice::Dice;

/// What threads, articles and comments say; rules are named `language.rule`.
pub(super) static PHRASES: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::read(include_str!("../../../assets/demo/phrases.txt")));
/// Names of people and companies, towns, services.
pub(super) static NAMES: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::read(include_str!("../../../assets/demo/names.txt")));

/// How deep a rule may name others.
const DEPTH: u8 = 4;

/// A grammar.
#[derive(Debug)]
pub(super) struct Phrases(HashMap<&'static str, Vec<&'static str>>);

impl Phrases {
    /// Reads `[rule]` lines, each followed by the ways to say it.
    fn read(text: &'static str) -> Self {
        let mut rules = HashMap::new();
        for section in text.split("\n[").skip(1) {
            let Some((name, ways)) = section.split_once("]\n") else { continue };
            rules.insert(name, ways.trim_end().lines().collect());
        }
        Self(rules)
    }

    /// The lines of a rule; none when there is no such rule.
    pub(super) fn ways(&self, rule: &str) -> &[&'static str] {
        self.0.get(rule).map_or(&[], Vec::as_slice)
    }

    /// One way to say a rule of a language, with `{name}` filled in from what is bound, else from the language's rules.
    pub(super) fn say(&self, dice: &mut Dice, rule: (&str, &str), bound: &[(&str, &str)]) -> String {
        self.expand(dice, rule, (bound, DEPTH))
    }

    fn expand(&self, dice: &mut Dice, (language, rule): (&str, &str), within: (&[(&str, &str)], u8)) -> String {
        let ways = self.ways(&format!("{language}.{rule}"));
        if ways.is_empty() {
            return String::new();
        }
        let line = *dice.one_of(ways);
        self.fill(dice, language, line, within)
    }

    fn fill(&self, dice: &mut Dice, language: &str, line: &str, (bound, depth): (&[(&str, &str)], u8)) -> String {
        let mut said = String::new();
        let mut rest = line;
        while let Some((before, slot)) = rest.split_once('{') {
            said.push_str(before);
            let Some((name, after)) = slot.split_once('}') else { break };
            let (name, upper) = name.strip_prefix('^').map_or((name, false), |name| (name, true));
            let word = match bound.iter().find(|(known, _)| *known == name) {
                Some((_, word)) => (*word).to_owned(),
                None if depth == 0 => String::new(),
                None => self.expand(dice, (language, name), (bound, depth - 1)),
            };
            if upper {
                said.push_str(&capitalised(&word));
            } else {
                said.push_str(&word);
            }
            rest = after;
        }
        said.push_str(rest);
        said.replace("\\n", "\n")
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What threads and articles bind.
    const BOUND: [&str; 7] = ["thing", "client", "agent", "firm", "number", "article", "minute"];

    #[test]
    fn every_slot_is_a_rule_or_bound() {
        for (rule, ways) in &PHRASES.0 {
            let language = rule.split('.').next().unwrap_or_default();
            for way in ways {
                for slot in way.split('{').skip(1).filter_map(|slot| slot.split_once('}')) {
                    let name = slot.0.trim_start_matches('^');
                    let known = BOUND.contains(&name) || PHRASES.0.contains_key(&*format!("{language}.{name}"));
                    assert!(known, "{rule} names {name}");
                }
            }
        }
    }

    #[test]
    fn every_way_says_something() {
        for (rule, ways) in PHRASES.0.iter().chain(&NAMES.0) {
            assert!(!ways.is_empty(), "{rule}");
            assert!(ways.iter().all(|way| !way.trim().is_empty()), "{rule} has an empty line");
        }
    }

    #[test]
    fn slots_are_filled_from_what_is_bound_first() {
        let phrases = Phrases::read("\n[en.a]\n{^b} and {b}, {c}\n\n[en.b]\nfrom the rule\n[en.c]\nfour\\nlines\n");
        let mut dice = Dice::of(1, 1);
        assert_eq!(phrases.say(&mut dice, ("en", "a"), &[("b", "élan")]), "Élan and élan, four\nlines");
        assert_eq!(phrases.say(&mut dice, ("en", "a"), &[]), "From the rule and from the rule, four\nlines");
    }

    #[test]
    fn a_rule_that_names_itself_ends() {
        let phrases = Phrases::read("\n[en.a]\n.{a}\n");
        assert_eq!(phrases.say(&mut Dice::of(1, 1), ("en", "a"), &[]), ".....");
    }
}
