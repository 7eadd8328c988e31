/** Ops, keys and epochs of guests, and the feed of erasures. */
export const guests = `
  CREATE TABLE guests (
    tenant text NOT NULL, guest text NOT NULL, companion text NOT NULL,
    epoch bigint NOT NULL, last_seq bigint NOT NULL,
    PRIMARY KEY (tenant, guest, companion)
  );
  CREATE TABLE guest_keys (
    tenant text NOT NULL, guest text NOT NULL, companion text NOT NULL,
    key_id text NOT NULL, wrapped bytea NOT NULL,
    PRIMARY KEY (tenant, guest, companion, key_id)
  );
  CREATE TABLE ops (
    tenant text NOT NULL, guest text NOT NULL, companion text NOT NULL,
    seq bigint NOT NULL, op_id text NOT NULL, kind text NOT NULL, stamp text NOT NULL,
    key_id text NOT NULL, sealed bytea NOT NULL,
    PRIMARY KEY (tenant, guest, companion, seq),
    UNIQUE (tenant, guest, companion, op_id)
  );
  CREATE TABLE erasures (
    tenant text NOT NULL, seq bigint NOT NULL,
    guest text NOT NULL, companion text NOT NULL, epoch bigint NOT NULL, op_id text NOT NULL,
    PRIMARY KEY (tenant, seq),
    UNIQUE (tenant, guest, companion, op_id)
  );
  CREATE TABLE erasure_counters (tenant text PRIMARY KEY, last_seq bigint NOT NULL);
`;
