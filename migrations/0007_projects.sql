-- Projects with their milestones, members and updates. The same rules as in the first migration: one text for both databases. Days are
-- `YYYY-MM-DD` in the organisation's time zone.

CREATE TABLE projects (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    customer_id     TEXT NOT NULL REFERENCES customers (id),
    name            TEXT NOT NULL,
    description     TEXT NOT NULL,
    status          TEXT NOT NULL,
    starts_on       TEXT,
    due_on          TEXT,
    -- How far it is when staff say so themselves; NULL: as its milestones say.
    percent         BIGINT CHECK (percent BETWEEN 0 AND 100),
    -- Set once it is put away: clients do not see it then.
    archived_at     BIGINT,
    -- Lower case without accents: name and description. What the search looks in.
    sought          TEXT NOT NULL,
    version         BIGINT NOT NULL DEFAULT 0,
    -- The key of the form that began it.
    key             TEXT,
    created_by      TEXT REFERENCES memberships (id),
    created_at      BIGINT NOT NULL,
    -- Grows with everything that changes on it, its milestones and updates too.
    updated_at      BIGINT NOT NULL,
    -- How often that was, so that two changes of one moment can be told apart.
    moves           BIGINT NOT NULL DEFAULT 0,
    UNIQUE (organisation_id, key)
);
CREATE INDEX projects_by_organisation ON projects (organisation_id, updated_at, id);
CREATE INDEX projects_by_customer ON projects (organisation_id, customer_id, updated_at, id);
CREATE INDEX projects_by_status ON projects (organisation_id, status, updated_at, id);

-- Who of the staff works on it.
CREATE TABLE project_members (
    project_id      TEXT NOT NULL REFERENCES projects (id),
    membership_id   TEXT NOT NULL REFERENCES memberships (id),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    PRIMARY KEY (project_id, membership_id)
);

CREATE TABLE milestones (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    project_id      TEXT NOT NULL REFERENCES projects (id),
    title           TEXT NOT NULL,
    due_on          TEXT,
    -- Its place among those of its project: lower comes first.
    position        BIGINT NOT NULL,
    done_at         BIGINT,
    done_by         TEXT REFERENCES memberships (id),
    created_at      BIGINT NOT NULL
);
CREATE INDEX milestones_by_project ON milestones (project_id, position);

CREATE TABLE project_updates (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    project_id      TEXT NOT NULL REFERENCES projects (id),
    author_id       TEXT NOT NULL REFERENCES memberships (id),
    -- Markdown.
    body            TEXT NOT NULL,
    -- The key of the form that posted it.
    key             TEXT NOT NULL,
    posted_at       BIGINT NOT NULL,
    edited_at       BIGINT,
    UNIQUE (author_id, key)
);
CREATE INDEX project_updates_by_project ON project_updates (project_id, posted_at, id);

-- The project that a ticket is about.
ALTER TABLE tickets ADD COLUMN project_id TEXT REFERENCES projects (id);
CREATE INDEX tickets_by_project ON tickets (project_id) WHERE project_id IS NOT NULL;
