//! What a document of the index is made of.

use tantivy::schema::{Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};

/// How many fields count in the ranking.
pub(super) const SCORED: usize = 5;
/// The article's title.
pub(super) const TITLE: usize = 0;
/// Its tags.
pub(super) const TAGS: usize = 1;
/// The first words of its body, where articles say what they are about.
pub(super) const LEAD: usize = 2;
/// The headings in its body.
pub(super) const HEADINGS: usize = 3;
/// The whole body.
pub(super) const BODY: usize = 4;

/// The fields by name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    pub(super) organisation: Field,
    pub(super) key: Field,
    pub(super) article: Field,
    pub(super) slug: Field,
    pub(super) external_id: Field,
    pub(super) language: Field,
    pub(super) title_text: Field,
    pub(super) tags_text: Field,
    pub(super) body_text: Field,
    /// Where every so many-th word of the body begins, to read only the part that is shown.
    pub(super) body_places: Field,
    /// The words as they are written, each with its stem: where misspelt and unfinished words are looked up.
    pub(super) vocabulary: Field,
    /// The stems, by the constants above. A further way in which articles are found is a further field here.
    pub(super) scored: [Field; SCORED],
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let fields = Fields {
        organisation: builder.add_text_field("organisation", STRING),
        key: builder.add_text_field("key", STRING),
        article: builder.add_text_field("article", STORED),
        slug: builder.add_text_field("slug", STORED),
        external_id: builder.add_text_field("external_id", STORED),
        language: builder.add_text_field("language", STORED),
        title_text: builder.add_text_field("title_text", STORED),
        tags_text: builder.add_text_field("tags_text", STORED),
        body_text: builder.add_text_field("body_text", STORED),
        body_places: builder.add_bytes_field("body_places", STORED),
        vocabulary: builder.add_text_field("vocabulary", indexed(IndexRecordOption::Basic)),
        scored: ["title", "tags", "lead", "headings", "body"]
            .map(|name| builder.add_text_field(name, indexed(IndexRecordOption::WithFreqsAndPositions))),
    };
    (builder.build(), fields)
}

fn indexed(option: IndexRecordOption) -> TextOptions {
    // The tokenizer is never asked: every text arrives as tokens.
    TextOptions::default()
        .set_indexing_options(TextFieldIndexing::default().set_tokenizer("raw").set_index_option(option))
}
