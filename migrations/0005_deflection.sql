-- What suggestions and articles did (K5): inquiries, votes, views, searches that found nothing. The same rules as in the first migration.

-- A client at the form of a new ticket: from its first report until it is solved, sent or left. Its id is made by the server in the form;
-- a row is written when there is something to tell, not when the form is opened.
CREATE TABLE inquiries (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    membership_id   TEXT NOT NULL REFERENCES memberships (id),
    customer_id     TEXT REFERENCES customers (id) ON DELETE SET NULL,
    -- What was asked in the end.
    subject         TEXT NOT NULL,
    -- When its first report came: the report counts it on that day.
    began_at        BIGINT NOT NULL,
    -- When the first of its articles was shown, opened, and when one was said to have solved it.
    shown_at        BIGINT,
    opened_at       BIGINT,
    solved_at       BIGINT,
    -- When it became a ticket all the same.
    submitted_at    BIGINT,
    ticket_id       TEXT REFERENCES tickets (id) ON DELETE SET NULL
);
CREATE INDEX inquiries_by_time ON inquiries (organisation_id, began_at);
CREATE INDEX inquiries_by_ticket ON inquiries (ticket_id);
CREATE INDEX inquiries_by_age ON inquiries (began_at, id);

-- Each article of an inquiry counts once in each step.
CREATE TABLE inquiry_articles (
    inquiry_id      TEXT NOT NULL REFERENCES inquiries (id) ON DELETE CASCADE,
    article_id      TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    shown_at        BIGINT NOT NULL,
    opened_at       BIGINT,
    solved_at       BIGINT,
    PRIMARY KEY (inquiry_id, article_id)
);
CREATE INDEX inquiry_articles_by_article ON inquiry_articles (article_id);

-- Whether an article was helpful: one answer of each person, which may be changed.
CREATE TABLE article_votes (
    article_id      TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    membership_id   TEXT NOT NULL REFERENCES memberships (id),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    helpful         BOOLEAN NOT NULL,
    -- What was missing; empty when nothing was said.
    comment         TEXT NOT NULL,
    at              BIGINT NOT NULL,
    PRIMARY KEY (article_id, membership_id)
);
CREATE INDEX article_votes_by_time ON article_votes (organisation_id, at);

-- Who has read an article on which day, as days are in their time zone.
CREATE TABLE article_views (
    article_id      TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    membership_id   TEXT NOT NULL REFERENCES memberships (id),
    day             TEXT NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    at              BIGINT NOT NULL,
    PRIMARY KEY (article_id, membership_id, day)
);
CREATE INDEX article_views_by_time ON article_views (organisation_id, at);
CREATE INDEX article_views_by_age ON article_views (at);

-- Searches of the help centre, and subjects at the end of an inquiry, that found no article.
CREATE TABLE missed_searches (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    membership_id   TEXT NOT NULL REFERENCES memberships (id),
    customer_id     TEXT REFERENCES customers (id) ON DELETE SET NULL,
    -- An inquiry's last subject counts once.
    inquiry_id      TEXT UNIQUE REFERENCES inquiries (id) ON DELETE CASCADE,
    -- Without case and accents, by which the same search is recognised; and as it was typed.
    query           TEXT NOT NULL,
    wording         TEXT NOT NULL,
    at              BIGINT NOT NULL
);
CREATE INDEX missed_searches_by_time ON missed_searches (organisation_id, at);
CREATE INDEX missed_searches_by_query ON missed_searches (organisation_id, query, at);
CREATE INDEX missed_searches_by_person ON missed_searches (membership_id, at);
CREATE INDEX missed_searches_by_age ON missed_searches (at);

-- Those that staff do not want to see any more.
CREATE TABLE dismissed_searches (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    query           TEXT NOT NULL,
    at              BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, query)
);
