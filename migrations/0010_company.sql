-- Customers as lists: a name of their own in other programs, when somebody last wrote, notes, files that bring them. The same rules as in
-- the first migration: one text for both databases.

-- What another program calls the customer, for files that are brought again; empty when nothing does.
ALTER TABLE customers ADD COLUMN external_id TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX customers_by_external_id ON customers (organisation_id, external_id) WHERE external_id <> '';
-- When a reply was last written in one of its tickets, by either side; NULL when none ever was. Kept with each reply, so that a list can be
-- sorted by it.
ALTER TABLE customers ADD COLUMN contacted_at BIGINT;
UPDATE customers SET contacted_at = (
    SELECT MAX(m.created_at) FROM messages m JOIN tickets t ON t.id = m.ticket_id
    WHERE t.customer_id = customers.id AND m.kind = 'reply'
);
CREATE INDEX customers_by_contact ON customers (organisation_id, contacted_at, id);

-- What staff write about a customer, for each other.
CREATE TABLE customer_notes (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    customer_id     TEXT NOT NULL REFERENCES customers (id),
    membership_id   TEXT NOT NULL REFERENCES memberships (id),
    body            TEXT NOT NULL,
    created_at      BIGINT NOT NULL,
    -- When its text was last changed; NULL when it never was.
    changed_at      BIGINT,
    -- Deleted notes can be brought back for a while.
    deleted_at      BIGINT
);
CREATE INDEX customer_notes_by_customer ON customer_notes (organisation_id, customer_id, created_at, id);
CREATE INDEX customer_notes_deleted ON customer_notes (deleted_at) WHERE deleted_at IS NOT NULL;

-- Files of customers that were brought: what was chosen for them, how far they are taken in, and what came of it.
CREATE TABLE customer_imports (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    membership_id   TEXT NOT NULL REFERENCES memberships (id),
    -- The file's text.
    file            TEXT NOT NULL,
    -- JSON of what was chosen, once it is being taken in.
    choices         TEXT NOT NULL DEFAULT '',
    created_at      BIGINT NOT NULL,
    started_at      BIGINT,
    done_at         BIGINT,
    -- Rows in all, and rows that are done.
    total           BIGINT NOT NULL DEFAULT 0,
    taken           BIGINT NOT NULL DEFAULT 0,
    added           BIGINT NOT NULL DEFAULT 0,
    changed         BIGINT NOT NULL DEFAULT 0,
    unchanged       BIGINT NOT NULL DEFAULT 0,
    refused         BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX customer_imports_by_age ON customer_imports (organisation_id, created_at);

-- Rows of such a file that were not taken.
CREATE TABLE customer_import_refusals (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    import_id       TEXT NOT NULL REFERENCES customer_imports (id),
    -- As spreadsheets count them.
    row_number      BIGINT NOT NULL,
    called          TEXT NOT NULL,
    -- JSON of why.
    problem         TEXT NOT NULL,
    PRIMARY KEY (import_id, row_number)
);

-- Money that no longer fits: more came in than an invoice asks for, or for one that was taken back.
CREATE INDEX invoices_surplus ON invoices (organisation_id, updated_at)
    WHERE (state = 'sent' AND credited + paid > gross) OR (state = 'void' AND paid > 0);
-- What is outstanding, whoever's it is.
CREATE INDEX invoices_due ON invoices (organisation_id, due_on, id) WHERE outstanding > 0;
-- Payments that a bank took back.
CREATE INDEX ledger_disputes ON ledger (organisation_id, recorded_at) WHERE kind = 'dispute';
-- Files of customers find them by their address, and by what another program calls them.
CREATE INDEX customers_by_email ON customers (organisation_id, email);
CREATE INDEX customers_sought_by_external_id ON customers (organisation_id, external_id);
-- What should be done by now.
CREATE INDEX milestones_open ON milestones (organisation_id, due_on) WHERE done_at IS NULL;
