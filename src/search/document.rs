//! An article as the index keeps it.

use std::collections::BTreeSet;

use tantivy::TantivyDocument;
use tantivy::tokenizer::{PreTokenizedString, Token};

use super::fold::{fold, lower};
use super::language::{self, Language};
use super::markdown::plain;
use super::schema::{BODY, Fields, HEADINGS, LEAD, TAGS, TITLE};
use super::split::{Kind, split};
use super::{IndexedArticle, snippet, terms};

/// Words of the body that count as its lead.
const LEAD_WORDS: usize = 50;

/// The document of an article whose organisation's terms begin with `prefix`.
pub(super) fn document(article: &IndexedArticle, prefix: &str, fields: &Fields) -> TantivyDocument {
    let language = language::of(&article.language);
    let body = plain(&article.body);
    let tags = article.tags.join("\n");
    let lead = split(&body.text).nth(LEAD_WORDS).map_or(body.text.as_str(), |word| &body.text[..word.range.start]);

    let mut document = TantivyDocument::new();
    document.add_text(fields.organisation, article.organisation.to_string());
    document.add_text(fields.key, terms::key(article.organisation, article.article));
    document.add_text(fields.article, article.article.to_string());
    document.add_text(fields.slug, &article.slug);
    document.add_text(fields.language, &article.language);
    document.add_text(fields.title_text, &article.title);
    document.add_text(fields.tags_text, &tags);
    if let Some(external_id) = &article.external_id {
        document.add_text(fields.external_id, external_id);
    }

    let mut analysis = Analysis::new(language, prefix);
    let headings = body.headings.join("\n");
    for (field, text) in
        [(TITLE, article.title.as_str()), (TAGS, &tags), (LEAD, lead), (HEADINGS, &headings), (BODY, &body.text)]
    {
        document.add_pre_tokenized_text(fields.scored[field], analysis.tokens(text));
    }
    document.add_pre_tokenized_text(fields.vocabulary, analysis.vocabulary());
    document.add_bytes(fields.body_places, &snippet::places(&body.text));
    document.add_text(fields.body_text, body.text);
    document
}

pub(super) struct Analysis<'a> {
    language: &'static Language,
    prefix: &'a str,
    vocabulary: BTreeSet<String>,
}

impl<'a> Analysis<'a> {
    /// For texts in this language, of the organisation whose terms begin with `prefix`.
    pub(super) fn new(language: &'static Language, prefix: &'a str) -> Self {
        Self { language, prefix, vocabulary: BTreeSet::new() }
    }

    /// The stems of a text, with the groups of synonyms that begin there; stop words leave a gap.
    pub(super) fn tokens(&mut self, text: &str) -> PreTokenizedString {
        let mut stemming = self.language.stemming();
        let words: Vec<_> = split(text).collect();
        let lowered: Vec<String> = words.iter().map(|word| lower(word.text)).collect();
        let stems: Vec<String> = lowered.iter().map(|lower| stemming.stem(lower)).collect();

        let mut tokens = Vec::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            let surface = fold(&lowered[at]);
            if !self.language.is_stop_word(&surface) {
                self.vocabulary.insert(terms::spelling(self.prefix, &surface, &stems[at]));
                tokens.push(token(self.prefix, &stems[at], at));
            }
            for (group, _) in self.language.synonyms.at(&stems, at) {
                tokens.push(token(self.prefix, group, at));
            }
            if words.get(at + 1).is_some_and(|next| next.kind == Kind::Tied) && word.kind == Kind::Word {
                let joined = lowered[at].clone() + &lowered[at + 1];
                let stem = stemming.stem(&joined);
                self.vocabulary.insert(terms::spelling(self.prefix, &fold(&joined), &stem));
                tokens.push(token(self.prefix, &stem, at));
                for group in self.language.synonyms.of(&stem) {
                    tokens.push(token(self.prefix, group, at));
                }
            }
        }
        PreTokenizedString { text: String::new(), tokens }
    }

    /// The words of all texts so far, as they are written.
    pub(super) fn vocabulary(self) -> PreTokenizedString {
        let tokens = self.vocabulary.into_iter().map(|text| Token { text, position: 0, ..Token::default() }).collect();
        PreTokenizedString { text: String::new(), tokens }
    }
}

fn token(prefix: &str, stem: &str, position: usize) -> Token {
    Token { position, text: terms::stem(prefix, stem), ..Token::default() }
}
