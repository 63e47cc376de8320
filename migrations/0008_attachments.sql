-- Files that people send along with what they write (S8). The same rules as in the first migration.

-- A file that was taken. Its bytes are kept beside the database under its id. Until it is sent it belongs to its uploader alone; what is not
-- sent within a day is forgotten.
CREATE TABLE attachments (
    id              TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    uploader_id     TEXT NOT NULL REFERENCES memberships (id),
    -- What the browser called the upload, and the hash of what came: the same again is the same file.
    upload_key      TEXT NOT NULL,
    digest          TEXT NOT NULL,
    name            TEXT NOT NULL,
    media_type      TEXT NOT NULL,
    size            BIGINT NOT NULL,
    -- In pixels, of pictures.
    width           BIGINT,
    height          BIGINT,
    created_at      BIGINT NOT NULL,
    -- What it hangs on, and as which one.
    owner_kind      TEXT,
    owner_id        TEXT,
    place           BIGINT,
    UNIQUE (uploader_id, upload_key)
);
CREATE INDEX attachments_by_owner ON attachments (owner_id, place);
CREATE INDEX attachments_by_age ON attachments (created_at) WHERE owner_id IS NULL;

-- What could not be stored keeps the files that were to go with it: their ids, with spaces between them.
ALTER TABLE failed_submissions ADD COLUMN attachments TEXT NOT NULL DEFAULT '';
