-- Departments that are one, as types, makers and models can be; a type's names in other languages and its codes; what
-- was said not to be one; and nomenclatures.

ALTER TABLE department ADD COLUMN same_as INTEGER REFERENCES department (id);
ALTER TABLE department ADD COLUMN root INTEGER NOT NULL DEFAULT 0;
ALTER TABLE department ADD COLUMN shown TEXT NOT NULL DEFAULT '';
UPDATE department SET root = id, shown = name;
CREATE INDEX department_root ON department (root);
CREATE INDEX department_merged ON department (root) WHERE root <> id;

ALTER TABLE type ADD COLUMN codes TEXT;               -- "EMDN:Z12030102": systems and codes as text

CREATE TABLE type_translation (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  type INTEGER NOT NULL REFERENCES type (id), language TEXT NOT NULL,
  name TEXT, name_key TEXT                            -- absent where it was taken away again
) STRICT;
CREATE INDEX type_translation_key ON type_translation (name_key);
CREATE INDEX type_translation_type ON type_translation (type, language);
CREATE INDEX type_translation_language ON type_translation (language);

-- Two names of one list that somebody said are two things. `within` is the folded maker of two models, the code of two
-- departments' facility.
CREATE TABLE unlike (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  list TEXT NOT NULL, within TEXT, one TEXT NOT NULL, other TEXT NOT NULL
) STRICT;

-- A nomenclature that was loaded: the journal holds this row alone, whose digest vouches for the terms.
CREATE TABLE nomenclature (
  id INTEGER PRIMARY KEY, last INTEGER NOT NULL, live INTEGER NOT NULL,
  system TEXT NOT NULL, version TEXT, loaded_on TEXT NOT NULL, file TEXT,
  terms INTEGER NOT NULL, digest TEXT NOT NULL           -- SHA-256 of the codes and names, in hexadecimal
) STRICT;
CREATE INDEX nomenclature_system ON nomenclature (system);

CREATE TABLE nomenclature_term (
  nomenclature INTEGER NOT NULL REFERENCES nomenclature (id),
  code TEXT NOT NULL, name TEXT NOT NULL, other_names TEXT,
  PRIMARY KEY (nomenclature, code)
) STRICT, WITHOUT ROWID;
