-- Questions and options of a draft may change places in one statement: their positions are unique when it ends.
ALTER TABLE questions DROP CONSTRAINT questions_dimension_id_position_key,
  ADD CONSTRAINT questions_dimension_id_position_key UNIQUE (dimension_id, position) DEFERRABLE INITIALLY IMMEDIATE;
