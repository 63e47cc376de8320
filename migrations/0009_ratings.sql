-- What clients said of how tickets were resolved (S6), and tags of tickets, by which reports count. The same rules as in the first migration.

-- Who had the ticket when it was last resolved: whose work a rating is about, whoever takes the ticket later.
ALTER TABLE tickets ADD COLUMN resolved_assignee_id TEXT REFERENCES memberships (id);
UPDATE tickets SET resolved_assignee_id = assignee_id WHERE resolved_at IS NOT NULL;
CREATE INDEX tickets_by_resolution ON tickets (organisation_id, resolved_at);

-- One for each ticket; another one takes its place until the ticket is closed.
CREATE TABLE ratings (
    ticket_id       TEXT PRIMARY KEY REFERENCES tickets (id) ON DELETE CASCADE,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    membership_id   TEXT NOT NULL REFERENCES memberships (id),
    stars           BIGINT NOT NULL CHECK (stars BETWEEN 1 AND 5),
    -- Names of reasons with spaces between.
    reasons         TEXT NOT NULL,
    -- Empty when nothing was said.
    comment         TEXT NOT NULL,
    at              BIGINT NOT NULL,
    -- The resolution that it is about: when, and who had the ticket. A ticket that is reopened and given to somebody else leaves it alone.
    resolved_at     BIGINT NOT NULL,
    agent_id        TEXT REFERENCES memberships (id)
);
CREATE INDEX ratings_by_resolution ON ratings (organisation_id, resolved_at);

-- A ticket's tags as pages show them, in order with commas between; and each by itself, to be counted by.
ALTER TABLE tickets ADD COLUMN tags TEXT NOT NULL DEFAULT '';
CREATE TABLE ticket_tags (
    ticket_id       TEXT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    tag             TEXT NOT NULL,
    PRIMARY KEY (ticket_id, tag)
);
CREATE INDEX ticket_tags_by_tag ON ticket_tags (organisation_id, tag);
