import { isolateTenants } from './tenant-rows.ts';

/** Enrolled kiosks with their public keys, and the codes that enrol them once. Times are milliseconds since 1970. */
export const devices = `
  CREATE TABLE devices (
    tenant text NOT NULL, device_id text NOT NULL, name text NOT NULL, public_key bytea NOT NULL,
    enrolled_ms bigint NOT NULL, seen_ms bigint NOT NULL, revoked_ms bigint,
    PRIMARY KEY (tenant, device_id)
  );
  CREATE TABLE enrol_codes (
    tenant text NOT NULL, code_hash bytea NOT NULL, expires_ms bigint NOT NULL, device_id text,
    PRIMARY KEY (tenant, code_hash)
  );
  ${['devices', 'enrol_codes'].map(isolateTenants).join('\n')}
`;
