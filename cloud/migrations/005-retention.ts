/** The day (since 1970) on which a guest's memory was last asked for or added to. Guests of before count from the migration. */
export const retention = `
  ALTER TABLE guests ADD COLUMN touched_day int NOT NULL DEFAULT floor(extract(epoch FROM now()) / 86400)::int;
  CREATE INDEX guests_touched ON guests (tenant, touched_day);
`;
