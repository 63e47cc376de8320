-- Writing articles: every saved state, what is being written, and the addresses articles once had.

ALTER TABLE articles ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN editor_id TEXT REFERENCES memberships (id);
-- Title and slug without case and accents; empty until an article is saved again.
ALTER TABLE articles ADD COLUMN sought TEXT NOT NULL DEFAULT '';
CREATE INDEX articles_by_change ON articles (organisation_id, updated_at, id);
CREATE INDEX articles_by_category ON articles (organisation_id, category);

-- An article as it was saved, numbered from 1 without gaps. Articles of before this table get their first when they are saved again.
CREATE TABLE article_revisions (
    article_id      TEXT NOT NULL REFERENCES articles (id),
    number          BIGINT NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    slug            TEXT NOT NULL,
    title           TEXT NOT NULL,
    body            TEXT NOT NULL,
    -- A JSON list.
    tags            TEXT NOT NULL,
    category        TEXT,
    visibility      TEXT NOT NULL,
    status          TEXT NOT NULL,
    author_id       TEXT REFERENCES memberships (id),
    at              BIGINT NOT NULL,
    PRIMARY KEY (article_id, number)
);

-- Where an article once was, so that links to it go on working. An article that has the slug now comes first.
CREATE TABLE article_slugs (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    slug            TEXT NOT NULL,
    article_id      TEXT NOT NULL REFERENCES articles (id),
    PRIMARY KEY (organisation_id, slug)
);
CREATE INDEX article_slugs_by_article ON article_slugs (article_id);

-- Who has an editor open, and what they have not saved yet. The place is an article's id, or `new`.
CREATE TABLE article_drafts (
    membership_id   TEXT NOT NULL REFERENCES memberships (id),
    place           TEXT NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    -- The revision that the writing began from.
    base            BIGINT NOT NULL,
    -- The form's fields as JSON; none when nothing is unsaved.
    fields          TEXT,
    saved_at        BIGINT,
    seen_at         BIGINT NOT NULL,
    PRIMARY KEY (membership_id, place)
);
CREATE INDEX article_drafts_by_place ON article_drafts (organisation_id, place);

-- Which pictures an article shows: clients see those of the articles that they may read.
CREATE TABLE article_pictures (
    article_id      TEXT NOT NULL REFERENCES articles (id),
    file_id         TEXT NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    PRIMARY KEY (article_id, file_id)
);
CREATE INDEX article_pictures_by_file ON article_pictures (organisation_id, file_id);
