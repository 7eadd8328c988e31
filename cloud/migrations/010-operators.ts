import { APP_ROLE, isolateTenants } from './tenant-rows.ts';

/**
 * Who may use the operator page, and what they did there. `totp` is sealed under the master key; of passwords, sessions and
 * set-up codes only hashes are here. The audit log takes rows and gives none back: no role may change or remove one, and the
 * trigger binds the tables' owner too. Times are milliseconds since 1970.
 */
export const operators = `
  CREATE TABLE operators (
    tenant text NOT NULL, operator_id text NOT NULL, name text NOT NULL, name_key text NOT NULL, role text NOT NULL,
    password text, totp bytea, totp_step bigint NOT NULL DEFAULT 0,
    setup_hash bytea, setup_until_ms bigint, made_ms bigint NOT NULL, seen_ms bigint,
    PRIMARY KEY (tenant, operator_id),
    UNIQUE (tenant, name_key)
  );
  CREATE TABLE operator_sessions (
    tenant text NOT NULL, session_hash bytea NOT NULL, session_id text NOT NULL, operator_id text NOT NULL,
    made_ms bigint NOT NULL, seen_ms bigint NOT NULL, address text NOT NULL, agent text NOT NULL,
    PRIMARY KEY (tenant, session_hash)
  );
  CREATE INDEX operator_sessions_of ON operator_sessions (tenant, operator_id);
  CREATE TABLE operator_passkeys (
    tenant text NOT NULL, credential_id text NOT NULL, operator_id text NOT NULL, name text NOT NULL,
    public_key bytea NOT NULL, counter bigint NOT NULL, transports text NOT NULL, made_ms bigint NOT NULL, used_ms bigint,
    PRIMARY KEY (tenant, credential_id)
  );
  CREATE TABLE operator_challenges (
    tenant text NOT NULL, challenge_hash bytea NOT NULL, until_ms bigint NOT NULL,
    PRIMARY KEY (tenant, challenge_hash)
  );
  CREATE TABLE operator_tries (
    tenant text NOT NULL, subject text NOT NULL, failures int NOT NULL, until_ms bigint NOT NULL,
    PRIMARY KEY (tenant, subject)
  );
  CREATE TABLE operator_audit (
    tenant text NOT NULL, entry_id text NOT NULL, at_ms bigint NOT NULL, operator_id text NOT NULL, who text NOT NULL,
    action text NOT NULL, target text NOT NULL, detail text NOT NULL, address text NOT NULL,
    PRIMARY KEY (tenant, entry_id)
  );
  ${['operators', 'operator_sessions', 'operator_passkeys', 'operator_challenges', 'operator_tries', 'operator_audit']
    .map(isolateTenants)
    .join('\n')}
  DO $$ BEGIN
    IF to_regrole('${APP_ROLE}') IS NOT NULL THEN REVOKE UPDATE, DELETE, TRUNCATE ON operator_audit FROM ${APP_ROLE}; END IF;
  END $$;
  CREATE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$;
  CREATE TRIGGER keep_audit BEFORE UPDATE OR DELETE OR TRUNCATE ON operator_audit EXECUTE FUNCTION keep_audit();
`;
