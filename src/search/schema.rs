//! What a document of the index is made of.

use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions};

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
    pub(super) lesson: LessonFields,
}

/// The fields of a lesson, which is a document of its own, without any text that could be shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct LessonFields {
    pub(super) organisation: Field,
    /// The key of the article that learned it.
    pub(super) key: Field,
    /// The stems of the subject.
    pub(super) stems: Field,
    /// Its words as they are written, apart from those of articles: some of them must stay unknown.
    pub(super) vocabulary: Field,
    /// Both halves of the article's id.
    pub(super) article: [Field; 2],
    /// Stands for the customer whose words they are; 0 for nobody's.
    pub(super) customer: Field,
    /// What it weighs, packed.
    pub(super) facts: Field,
}

/// The names of the columns that are read beside the lists.
pub(super) const ARTICLE_COLUMNS: [&str; 2] = ["lesson_article_high", "lesson_article_low"];
/// See [`LessonFields::customer`].
pub(super) const CUSTOMER_COLUMN: &str = "lesson_customer";
/// See [`LessonFields::facts`].
pub(super) const FACTS_COLUMN: &str = "lesson_facts";

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
        lesson: LessonFields {
            organisation: builder.add_text_field("lesson_organisation", STRING),
            key: builder.add_text_field("lesson_key", STRING),
            stems: builder.add_text_field("lesson_stems", indexed(IndexRecordOption::Basic)),
            vocabulary: builder.add_text_field("lesson_vocabulary", indexed(IndexRecordOption::Basic)),
            article: ARTICLE_COLUMNS.map(|name| builder.add_u64_field(name, FAST)),
            customer: builder.add_u64_field(CUSTOMER_COLUMN, FAST),
            facts: builder.add_u64_field(FACTS_COLUMN, FAST),
        },
    };
    (builder.build(), fields)
}

fn indexed(option: IndexRecordOption) -> TextOptions {
    // The tokenizer is never asked: every text arrives as tokens.
    TextOptions::default()
        .set_indexing_options(TextFieldIndexing::default().set_tokenizer("raw").set_index_option(option))
}
