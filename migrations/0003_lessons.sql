-- What articles are found by beside their own words: the subjects of tickets that they answered. Learned text is never shown.
CREATE TABLE lessons (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    article_id      TEXT NOT NULL REFERENCES articles (id),
    -- What it was learned from, so that nothing is learned twice: `ticket:{id}`, `import:{id}`, `asked:{customer}:{hash of the subject}`.
    origin          TEXT NOT NULL,
    ticket_id       TEXT REFERENCES tickets (id),
    -- Whose words they are; nobody's for an import.
    customer_id     TEXT REFERENCES customers (id),
    subject         TEXT NOT NULL,
    -- Whether staff wrote the subject: then its words are no client's secret.
    staff_written   BOOLEAN NOT NULL,
    teacher         TEXT NOT NULL,
    taught_by       TEXT REFERENCES memberships (id),
    taught_at       BIGINT NOT NULL,
    undone_at       BIGINT,
    UNIQUE (organisation_id, article_id, origin, teacher)
);
CREATE INDEX lessons_by_ticket ON lessons (organisation_id, ticket_id);
CREATE INDEX lessons_by_origin ON lessons (organisation_id, origin);
CREATE INDEX lessons_by_customer ON lessons (organisation_id, customer_id);
CREATE INDEX lessons_by_article ON lessons (organisation_id, article_id, taught_at, id);
