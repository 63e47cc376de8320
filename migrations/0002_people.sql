-- People, customers, access and settings. The same rules as in the first migration: one text for both databases.

-- What the company is: on invoices, in mails and at the portal.
ALTER TABLE organisations ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN tax_number TEXT NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN currency TEXT NOT NULL DEFAULT 'EUR';
-- JSON: for each day of the week from Monday the open hours, `[["09:00","17:00"]]`.
ALTER TABLE organisations ADD COLUMN business_hours TEXT NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN invoice_prefix TEXT NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN invoice_days BIGINT NOT NULL DEFAULT 14;
ALTER TABLE organisations ADD COLUMN invoice_terms TEXT NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN logo_id TEXT;
-- When somebody saved the company profile for the first time.
ALTER TABLE organisations ADD COLUMN described_at BIGINT;

-- When a mail that went through the server's own mail server proved that the address is the person's.
ALTER TABLE users ADD COLUMN confirmed_at BIGINT;
UPDATE users SET confirmed_at = created_at;

-- Of which tickets a mail tells when nobody reads them.
ALTER TABLE memberships ADD COLUMN notify TEXT NOT NULL DEFAULT 'all';

ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';
-- The client as whom staff look at the portal in this browser.
ALTER TABLE sessions ADD COLUMN viewing_as TEXT REFERENCES memberships (id);
CREATE INDEX sessions_by_membership ON sessions (membership_id);
CREATE INDEX sessions_by_viewed ON sessions (viewing_as);

ALTER TABLE customers ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE customers ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE customers ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE customers ADD COLUMN tax_number TEXT NOT NULL DEFAULT '';
ALTER TABLE customers ADD COLUMN notes TEXT NOT NULL DEFAULT '';
-- Its name without case and accents, by which lists are sorted and a typed name is recognised; and all that the search looks in. Both
-- are empty where no program that knows them has written: `app::customers::fold_all` fills them after the migration.
ALTER TABLE customers ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE customers ADD COLUMN sought TEXT NOT NULL DEFAULT '';
CREATE INDEX customers_sorted ON customers (organisation_id, name_folded, id);

-- Whom to talk to at a customer; they need no login.
CREATE TABLE contacts (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    customer_id     TEXT NOT NULL REFERENCES customers (id),
    name            TEXT NOT NULL,
    position        TEXT NOT NULL,
    email           TEXT NOT NULL,
    phone           TEXT NOT NULL,
    created_at      BIGINT NOT NULL
);
CREATE INDEX contacts_by_customer ON contacts (organisation_id, customer_id, name);

-- Somebody who was asked to join. There is no login and no membership before they accept: nothing here tells whether the address
-- has a login elsewhere.
CREATE TABLE invites (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    email           TEXT NOT NULL,
    role            TEXT NOT NULL,
    customer_id     TEXT REFERENCES customers (id),
    invited_by      TEXT REFERENCES memberships (id),
    -- The last mail that carried its link.
    mail_id         TEXT REFERENCES mails (id),
    -- When its links end; each new one puts it off.
    expires_at      BIGINT NOT NULL,
    accepted_at     BIGINT,
    withdrawn_at    BIGINT,
    created_at      BIGINT NOT NULL
);
CREATE UNIQUE INDEX invites_waiting ON invites (organisation_id, email) WHERE accepted_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX invites_by_customer ON invites (organisation_id, customer_id);

-- Links that work once: by the SHA-256 of what the link holds, so that a stolen copy of this table opens no door.
CREATE TABLE tokens (
    token_hash      TEXT PRIMARY KEY,
    purpose         TEXT NOT NULL,
    -- How it went out, which tells what its use proves.
    via             TEXT NOT NULL,
    organisation_id TEXT REFERENCES organisations (id),
    user_id         TEXT REFERENCES users (id),
    invite_id       TEXT REFERENCES invites (id),
    membership_id   TEXT REFERENCES memberships (id),
    -- The session from which a browser goes on at another host: with it ends the link.
    session_id      TEXT REFERENCES sessions (id) ON DELETE CASCADE,
    -- The address that an e-mail change confirms.
    email           TEXT,
    expires_at      BIGINT NOT NULL,
    used_at         BIGINT,
    created_at      BIGINT NOT NULL
);
CREATE INDEX tokens_by_user ON tokens (user_id, purpose);
CREATE INDEX tokens_by_invite ON tokens (invite_id);
CREATE INDEX tokens_by_session ON tokens (session_id);
CREATE INDEX tokens_by_expiry ON tokens (expires_at);

-- A mail whose link is made when it is sent holds what the link is for, and a mark in its place.
ALTER TABLE mails ADD COLUMN link TEXT;
CREATE INDEX mails_with_link ON mails (created_at) WHERE link IS NOT NULL;
CREATE INDEX mails_by_status ON mails (organisation_id, status, created_at);

-- An organisation's own mail server.
CREATE TABLE mail_servers (
    organisation_id TEXT PRIMARY KEY REFERENCES organisations (id),
    host            TEXT NOT NULL,
    port            BIGINT NOT NULL,
    security        TEXT NOT NULL,
    username        TEXT NOT NULL,
    -- Encrypted; empty when there is none.
    password        TEXT NOT NULL,
    sender          TEXT NOT NULL,
    tested_at       BIGINT,
    updated_at      BIGINT NOT NULL
);

-- What is kept beside the database: a logo, an article's pictures.
CREATE TABLE files (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    kind            TEXT NOT NULL,
    media_type      TEXT NOT NULL,
    size            BIGINT NOT NULL,
    -- In pixels, where that is known.
    width           BIGINT,
    height          BIGINT,
    created_at      BIGINT NOT NULL
);

-- Who changed what, when and from where. Rows are only ever added.
CREATE TABLE audit (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    action          TEXT NOT NULL,
    -- Who: kept as they were called then.
    actor_id        TEXT REFERENCES memberships (id),
    actor           TEXT NOT NULL,
    -- The network address they came from; empty for the command line and for what happens by itself.
    address         TEXT NOT NULL,
    -- The record, and what it was called then.
    subject_id      TEXT,
    subject         TEXT NOT NULL,
    -- The same without case and accents, in which the filter looks.
    sought          TEXT NOT NULL,
    -- JSON objects of the fields that changed.
    before          TEXT NOT NULL,
    after           TEXT NOT NULL,
    at              BIGINT NOT NULL
);
CREATE INDEX audit_newest ON audit (organisation_id, at, id);
CREATE INDEX audit_by_action ON audit (organisation_id, action, at, id);
CREATE INDEX audit_by_actor ON audit (organisation_id, actor_id, at, id);

-- A ticket that a client sent and that could not be stored, so that staff can find it by the error's id and open it for them.
CREATE TABLE failed_submissions (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    membership_id   TEXT NOT NULL REFERENCES memberships (id),
    customer_id     TEXT REFERENCES customers (id),
    error_id        TEXT NOT NULL,
    subject         TEXT NOT NULL,
    body            TEXT NOT NULL,
    -- What the browser called this sending: tried again, it is the same submission.
    send_key        TEXT NOT NULL,
    mended_at       BIGINT,
    at              BIGINT NOT NULL,
    UNIQUE (membership_id, send_key)
);
CREATE INDEX failed_submissions_newest ON failed_submissions (organisation_id, customer_id, at);

-- Jobs may belong to no organisation: a forgotten password is asked for by address alone.
CREATE TABLE jobs_anew (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT REFERENCES organisations (id),
    kind            TEXT NOT NULL,
    payload         TEXT NOT NULL,
    once            TEXT UNIQUE,
    run_at          BIGINT NOT NULL,
    attempts        BIGINT NOT NULL DEFAULT 0,
    lease           TEXT,
    leased_until    BIGINT,
    failed_at       BIGINT,
    last_error      TEXT,
    created_at      BIGINT NOT NULL
);
INSERT INTO jobs_anew SELECT id, organisation_id, kind, payload, once, run_at, attempts, lease, leased_until, failed_at, last_error, created_at FROM jobs;
DROP TABLE jobs;
ALTER TABLE jobs_anew RENAME TO jobs;
CREATE INDEX jobs_due ON jobs (failed_at, run_at);
