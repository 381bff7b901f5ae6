-- What a hospital's own register says of a device beyond the columns above: "Couleur: bleu", one a line.
ALTER TABLE device ADD COLUMN extra TEXT;
