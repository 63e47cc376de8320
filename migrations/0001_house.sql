-- One text for SQLite and PostgreSQL: TEXT, BIGINT, BOOLEAN; ids are UUIDv7 as text, times milliseconds UTC, JSON text.
-- Every record but a login belongs to one organisation and is found only through it.

CREATE TABLE organisations (
    id              TEXT PRIMARY KEY,
    slug            TEXT NOT NULL UNIQUE,
    name            TEXT NOT NULL,
    accent          TEXT NOT NULL,
    language        TEXT NOT NULL,
    time_zone       TEXT NOT NULL,
    domain          TEXT UNIQUE,
    last_ticket     BIGINT NOT NULL DEFAULT 0,
    created_at      BIGINT NOT NULL
);

CREATE TABLE users (
    id              TEXT PRIMARY KEY,
    email           TEXT NOT NULL UNIQUE,
    name            TEXT NOT NULL,
    password_hash   TEXT,
    language        TEXT,
    time_zone       TEXT,
    created_at      BIGINT NOT NULL
);

CREATE TABLE customers (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    name            TEXT NOT NULL,
    archived_at     BIGINT,
    created_at      BIGINT NOT NULL
);
CREATE INDEX customers_by_name ON customers (organisation_id, name);

CREATE TABLE memberships (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    user_id         TEXT NOT NULL REFERENCES users (id),
    role            TEXT NOT NULL,
    customer_id     TEXT REFERENCES customers (id),
    status          TEXT NOT NULL,
    created_at      BIGINT NOT NULL,
    UNIQUE (organisation_id, user_id)
);
CREATE INDEX memberships_by_user ON memberships (user_id);
CREATE INDEX memberships_by_customer ON memberships (organisation_id, customer_id);

-- A session is known by the SHA-256 of its cookie, so that a stolen copy of this table opens no door.
CREATE TABLE sessions (
    id              TEXT PRIMARY KEY,
    token_hash      TEXT NOT NULL UNIQUE,
    user_id         TEXT NOT NULL REFERENCES users (id),
    membership_id   TEXT NOT NULL REFERENCES memberships (id),
    user_agent      TEXT NOT NULL,
    created_at      BIGINT NOT NULL,
    expires_at      BIGINT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- The number of the last event of a topic. Taking the next one locks the row until the commit: commit order is number order.
CREATE TABLE topics (
    topic           TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    head            BIGINT NOT NULL
);

CREATE TABLE tickets (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    number          BIGINT NOT NULL,
    customer_id     TEXT NOT NULL REFERENCES customers (id),
    subject         TEXT NOT NULL,
    status          TEXT NOT NULL,
    source          TEXT NOT NULL,
    requester_id    TEXT REFERENCES memberships (id),
    assignee_id     TEXT REFERENCES memberships (id),
    follows         BIGINT,
    created_at      BIGINT NOT NULL,
    moved_at        BIGINT NOT NULL,
    -- The same for clients, to whom a note is nothing that moves.
    client_moved_at BIGINT NOT NULL,
    resolved_at     BIGINT,
    -- What lists show of the thread, kept with each message so that a list costs one query: for the client's side and for the desk's.
    last_reply      TEXT NOT NULL,
    last_reply_by   TEXT NOT NULL REFERENCES memberships (id),
    last_message    TEXT NOT NULL,
    last_message_by TEXT NOT NULL REFERENCES memberships (id),
    -- The numbers of the last events that make a ticket unread: for the desk a client's reply, for the client a staff reply.
    client_number   BIGINT NOT NULL,
    staff_number    BIGINT NOT NULL,
    UNIQUE (organisation_id, number)
);
CREATE INDEX tickets_moved ON tickets (organisation_id, moved_at);
CREATE INDEX tickets_by_customer ON tickets (organisation_id, customer_id, client_moved_at, number);
CREATE INDEX tickets_by_status ON tickets (organisation_id, status, moved_at, number);
-- The few that are being worked on, apart from all that ever were.
CREATE INDEX tickets_in_work ON tickets (organisation_id, assignee_id, moved_at, number) WHERE status IN ('open', 'pending');
CREATE INDEX tickets_done ON tickets (organisation_id, moved_at, number) WHERE status IN ('resolved', 'closed');
CREATE INDEX tickets_resolved ON tickets (status, resolved_at);

CREATE TABLE messages (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    ticket_id       TEXT NOT NULL REFERENCES tickets (id),
    kind            TEXT NOT NULL,
    author_id       TEXT NOT NULL REFERENCES memberships (id),
    body            TEXT NOT NULL,
    send_key        TEXT NOT NULL,
    created_at      BIGINT NOT NULL,
    UNIQUE (author_id, send_key)
);
CREATE INDEX messages_by_ticket ON messages (ticket_id, author_id);

-- What happened to a ticket (topic `ticket:{id}`) or to the help centre (topic `help:{organisation id}`).
CREATE TABLE events (
    topic           TEXT NOT NULL REFERENCES topics (topic),
    number          BIGINT NOT NULL,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    kind            TEXT NOT NULL,
    actor_id        TEXT REFERENCES memberships (id),
    -- The record it is about: a message, a membership, an article.
    subject_id      TEXT,
    from_value      TEXT,
    to_value        TEXT,
    at              BIGINT NOT NULL,
    PRIMARY KEY (topic, number)
);

-- How far somebody has read a ticket, and up to where they were told by mail.
CREATE TABLE read_positions (
    ticket_id       TEXT NOT NULL REFERENCES tickets (id),
    membership_id   TEXT NOT NULL REFERENCES memberships (id),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    side            TEXT NOT NULL,
    seen            BIGINT NOT NULL,
    mailed          BIGINT NOT NULL,
    PRIMARY KEY (ticket_id, membership_id)
);

CREATE TABLE articles (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    external_id     TEXT,
    slug            TEXT NOT NULL,
    title           TEXT NOT NULL,
    body            TEXT NOT NULL,
    category        TEXT,
    visibility      TEXT NOT NULL,
    status          TEXT NOT NULL,
    source          TEXT,
    created_at      BIGINT NOT NULL,
    updated_at      BIGINT NOT NULL,
    UNIQUE (organisation_id, slug),
    UNIQUE (organisation_id, external_id)
);
CREATE INDEX articles_by_title ON articles (organisation_id, status, visibility, title, slug);

CREATE TABLE article_tags (
    article_id      TEXT NOT NULL REFERENCES articles (id),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    tag             TEXT NOT NULL,
    PRIMARY KEY (article_id, tag)
);
CREATE INDEX article_tags_by_tag ON article_tags (organisation_id, tag);

CREATE TABLE jobs (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    kind            TEXT NOT NULL,
    payload         TEXT NOT NULL,
    -- While a job with this name waits, another is not added.
    once            TEXT UNIQUE,
    run_at          BIGINT NOT NULL,
    attempts        BIGINT NOT NULL DEFAULT 0,
    lease           TEXT,
    leased_until    BIGINT,
    failed_at       BIGINT,
    last_error      TEXT,
    created_at      BIGINT NOT NULL
);
CREATE INDEX jobs_due ON jobs (failed_at, run_at);

CREATE TABLE mails (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    recipient       TEXT NOT NULL,
    subject         TEXT NOT NULL,
    text            TEXT NOT NULL,
    html            TEXT NOT NULL,
    thread          TEXT,
    status          TEXT NOT NULL,
    error           TEXT,
    created_at      BIGINT NOT NULL,
    sent_at         BIGINT
);
CREATE INDEX mails_newest ON mails (organisation_id, created_at);
