-- Invoices, their ledger, and payments through Stripe. The same rules as in the first migration: one text for both databases. Amounts are
-- BIGINT in minor units of the row's currency, shares in millionths, quantities in ten-thousandths, days `YYYY-MM-DD` in the
-- organisation's time zone.

-- Where tax is rounded, whether a part of an invoice may be paid by card, what is said about other ways to pay.
ALTER TABLE organisations ADD COLUMN tax_rounding TEXT NOT NULL DEFAULT 'total';
ALTER TABLE organisations ADD COLUMN part_payments BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE organisations ADD COLUMN ways_to_pay TEXT NOT NULL DEFAULT '';
-- How often that was chosen: who saves says of which version.
ALTER TABLE organisations ADD COLUMN invoice_settings_version BIGINT NOT NULL DEFAULT 0;
-- The last running numbers given out: a number is taken when an invoice is sent, in the transaction that sends it, so that none is left out.
ALTER TABLE organisations ADD COLUMN invoice_sequence BIGINT NOT NULL DEFAULT 0;
ALTER TABLE organisations ADD COLUMN credit_note_sequence BIGINT NOT NULL DEFAULT 0;

CREATE TABLE invoices (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    customer_id     TEXT NOT NULL REFERENCES customers (id),
    state           TEXT NOT NULL,
    -- NULL for a draft.
    number          TEXT,
    currency        TEXT NOT NULL,
    tax_rounding    TEXT NOT NULL,
    days_to_pay     BIGINT NOT NULL,
    reference       TEXT NOT NULL,
    notes           TEXT NOT NULL,
    terms           TEXT NOT NULL,
    -- JSON of the totals; `gross` once more, to be summed.
    totals          TEXT NOT NULL,
    gross           BIGINT NOT NULL,
    -- Sums over the ledger, changed with it in one transaction; `outstanding` is never below zero, and zero unless the invoice was sent.
    credited        BIGINT NOT NULL DEFAULT 0,
    paid            BIGINT NOT NULL DEFAULT 0,
    outstanding     BIGINT NOT NULL DEFAULT 0,
    -- JSON of who asks and who is asked, as they were when it was sent; NULL for a draft.
    parties         TEXT,
    issued_on       TEXT,
    due_on          TEXT,
    -- Lower case without accents: number, reference, customer as it was when sent. What the search looks in.
    sought          TEXT NOT NULL DEFAULT '',
    version         BIGINT NOT NULL DEFAULT 0,
    -- The key of the form that began it.
    key             TEXT,
    created_by      TEXT REFERENCES memberships (id),
    created_at      BIGINT NOT NULL,
    updated_at      BIGINT NOT NULL,
    UNIQUE (organisation_id, number),
    UNIQUE (organisation_id, key)
);
CREATE INDEX invoices_by_organisation ON invoices (organisation_id, updated_at, id);
CREATE INDEX invoices_by_customer ON invoices (organisation_id, customer_id, updated_at, id);
CREATE INDEX invoices_by_state ON invoices (organisation_id, state, updated_at, id);
CREATE INDEX invoices_outstanding ON invoices (organisation_id, customer_id, due_on) WHERE outstanding > 0;

CREATE TABLE invoice_lines (
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    invoice_id      TEXT NOT NULL REFERENCES invoices (id),
    -- From 0.
    position        BIGINT NOT NULL,
    description     TEXT NOT NULL,
    unit            TEXT NOT NULL,
    quantity        BIGINT NOT NULL,
    unit_price      BIGINT NOT NULL,
    discount        BIGINT NOT NULL,
    tax_rate        BIGINT NOT NULL,
    PRIMARY KEY (invoice_id, position)
);

-- What came in, went back and is not asked for any more. Lines are only ever added.
CREATE TABLE ledger (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    invoice_id      TEXT NOT NULL REFERENCES invoices (id),
    kind            TEXT NOT NULL,
    -- Above zero: the kind says which way it counts.
    amount          BIGINT NOT NULL CHECK (amount > 0),
    method          TEXT NOT NULL,
    happened_on     TEXT NOT NULL,
    note            TEXT NOT NULL,
    -- What it stands for, once and for ever: at Stripe `pi_…`, `re_…`, `du_…`, `du_…:won`; the key of the form for what staff recorded; the
    -- line of an imported file. A second line for the same is refused by the database.
    source          TEXT NOT NULL,
    -- A credit note's own number.
    number          TEXT,
    membership_id   TEXT REFERENCES memberships (id),
    recorded_at     BIGINT NOT NULL,
    UNIQUE (organisation_id, source),
    UNIQUE (organisation_id, number)
);
CREATE INDEX ledger_by_invoice ON ledger (invoice_id, recorded_at, id);

-- With which account at Stripe an organisation takes payments: one connected to the server's, or the server's own.
CREATE TABLE payment_accounts (
    organisation_id TEXT PRIMARY KEY REFERENCES organisations (id),
    -- `connected` or `own`.
    kind            TEXT NOT NULL,
    -- `acct_…`; empty until Stripe has named it.
    account         TEXT NOT NULL DEFAULT '',
    -- As Stripe told it last, as JSON: whether charges and payouts are enabled, and what is required.
    standing        TEXT NOT NULL DEFAULT '',
    charges_enabled BOOLEAN NOT NULL DEFAULT FALSE,
    -- The attempt at making the account, a part of its idempotency key.
    attempt         BIGINT NOT NULL DEFAULT 1,
    checked_at      BIGINT,
    created_at      BIGINT NOT NULL
);
CREATE INDEX payment_accounts_by_account ON payment_accounts (account);

-- An attempt to pay an invoice by card: a PaymentIntent at Stripe. The row stands before Stripe is asked, so that what Stripe did is found
-- again by the same idempotency key whatever happens in between.
CREATE TABLE payment_intents (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    invoice_id      TEXT NOT NULL REFERENCES invoices (id),
    -- The account that charges; empty for the server's own.
    account         TEXT NOT NULL,
    -- `pi_…`; NULL until Stripe has named it.
    intent          TEXT,
    -- The how-manieth of this invoice, from 1.
    attempt         BIGINT NOT NULL,
    amount          BIGINT NOT NULL,
    currency        TEXT NOT NULL,
    -- What Stripe told last.
    status          TEXT NOT NULL,
    -- Whether it may still be charged. One of an invoice at most.
    live            BOOLEAN NOT NULL,
    -- What Stripe said of the last try that failed: a code for which there are words.
    failure         TEXT,
    -- Whoever pressed Pay.
    membership_id   TEXT REFERENCES memberships (id),
    created_at      BIGINT NOT NULL,
    updated_at      BIGINT NOT NULL,
    -- When Stripe is asked next; NULL for never.
    ask_at          BIGINT,
    UNIQUE (invoice_id, attempt),
    UNIQUE (intent)
);
CREATE UNIQUE INDEX payment_intents_live ON payment_intents (invoice_id) WHERE live;
CREATE INDEX payment_intents_to_ask ON payment_intents (ask_at) WHERE ask_at IS NOT NULL;

-- Events of Stripe that had their effect, written in its transaction.
CREATE TABLE stripe_events (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    kind            TEXT NOT NULL,
    received_at     BIGINT NOT NULL
);
CREATE INDEX stripe_events_by_age ON stripe_events (received_at);

-- The invoice that a ticket is about.
ALTER TABLE tickets ADD COLUMN invoice_id TEXT REFERENCES invoices (id);
CREATE INDEX tickets_by_invoice ON tickets (invoice_id) WHERE invoice_id IS NOT NULL;

-- What goes with a mail: the invoice whose PDF is attached when it is sent.
ALTER TABLE mails ADD COLUMN invoice_id TEXT REFERENCES invoices (id);

-- Files of invoices that were brought, until somebody has looked at what would come of them; then what came of them.
CREATE TABLE invoice_imports (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    membership_id   TEXT NOT NULL REFERENCES memberships (id),
    -- The files' texts; empty once they were taken in.
    invoices        TEXT NOT NULL,
    payments        TEXT NOT NULL,
    created_at      BIGINT NOT NULL,
    done_at         BIGINT,
    -- What came of it, as JSON, and the rows that were not taken, as a file.
    report          TEXT NOT NULL DEFAULT '',
    failed          TEXT NOT NULL DEFAULT ''
);
CREATE INDEX invoice_imports_by_age ON invoice_imports (organisation_id, created_at);

-- What was done to one invoice stands on its page.
CREATE INDEX audit_by_subject ON audit (organisation_id, subject_id, at, id) WHERE subject_id IS NOT NULL;
