import { isolateTenants } from './tenant-rows.ts';

/**
 * Keys of channel adapters, what guests have granted them, and the codes by which guests do so. `sealed` is the guest's
 * badge id under the code itself, of which only the hash is here.
 */
export const channels = `
  CREATE TABLE channel_keys (
    tenant text NOT NULL, key_id text NOT NULL, key_hash bytea NOT NULL, name text NOT NULL,
    companion text NOT NULL, scopes text NOT NULL, made_ms bigint NOT NULL, revoked_ms bigint,
    PRIMARY KEY (tenant, key_id)
  );
  CREATE TABLE channel_grants (
    tenant text NOT NULL, guest text NOT NULL, companion text NOT NULL, key_id text NOT NULL, expires_ms bigint NOT NULL,
    PRIMARY KEY (tenant, guest, companion, key_id)
  );
  CREATE TABLE link_codes (
    tenant text NOT NULL, code_hash text NOT NULL, guest text NOT NULL, companion text NOT NULL,
    sealed bytea NOT NULL, expires_ms bigint NOT NULL,
    PRIMARY KEY (tenant, code_hash)
  );
  ${['channel_keys', 'channel_grants', 'link_codes'].map(isolateTenants).join('\n')}
`;
