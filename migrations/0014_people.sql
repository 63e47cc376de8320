-- By what people are sorted and found: the name in lower case and without accents, as that of a customer is.
ALTER TABLE users ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
