import { isolateTenants } from './tenant-rows.ts';

/**
 * What looks after kiosks: docs/fleet.md. Nothing of a guest is in these tables. JSON is text, as it was checked when it came; times are
 * milliseconds since 1970; `hour` is venue-local, "2026-11-22T14". Histograms are counts a bucket, NULL where nothing was measured; int, since sums of
 * bigint are numeric and many times slower.
 */
export const fleet = `
  CREATE TABLE fleet_kiosks (
    tenant text NOT NULL, device_id text NOT NULL, group_id text, heartbeat text, beat_ms bigint, starts bigint[] NOT NULL DEFAULT '{}',
    config_version bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, device_id)
  );
  CREATE TABLE fleet_beats (
    tenant text NOT NULL, device_id text NOT NULL, slot_ms bigint NOT NULL, light text NOT NULL, noise_rms real,
    queue_depth bigint NOT NULL, disk_free bigint NOT NULL, temperature_c real, problems text NOT NULL,
    PRIMARY KEY (tenant, device_id, slot_ms)
  );
  CREATE TABLE fleet_groups (
    tenant text NOT NULL, group_id text NOT NULL, name text NOT NULL, channel text NOT NULL,
    window_from text NOT NULL, window_to text NOT NULL,
    PRIMARY KEY (tenant, group_id)
  );
  CREATE TABLE fleet_configs (
    tenant text NOT NULL, scope text NOT NULL, target text NOT NULL, revision bigint NOT NULL,
    config text NOT NULL, note text NOT NULL, made_by text NOT NULL, made_ms bigint NOT NULL, restored bigint,
    PRIMARY KEY (tenant, scope, target, revision)
  );
  CREATE TABLE fleet_issued (
    tenant text NOT NULL, device_id text NOT NULL, version bigint NOT NULL, config text NOT NULL, made_ms bigint NOT NULL,
    venue_revision bigint NOT NULL, group_id text, group_revision bigint NOT NULL, kiosk_revision bigint NOT NULL,
    failed_state text, failed_why text,
    PRIMARY KEY (tenant, device_id, version)
  );
  CREATE TABLE fleet_commands (
    tenant text NOT NULL, device_id text NOT NULL, command_id text NOT NULL, kind text NOT NULL, texts text,
    until_ms bigint NOT NULL, made_ms bigint NOT NULL, made_by text NOT NULL,
    state text NOT NULL, sent_ms bigint, ended_ms bigint, detail text,
    PRIMARY KEY (tenant, device_id, command_id)
  );
  CREATE INDEX fleet_commands_made ON fleet_commands (tenant, made_ms);
  CREATE TABLE fleet_bundles (
    tenant text NOT NULL, device_id text NOT NULL, command_id text NOT NULL, sealed bytea NOT NULL, size_bytes bigint NOT NULL,
    made_ms bigint NOT NULL, expires_ms bigint NOT NULL,
    PRIMARY KEY (tenant, device_id, command_id)
  );
  CREATE TABLE fleet_counts (
    tenant text NOT NULL, device_id text NOT NULL, hour text NOT NULL, topic text NOT NULL, language text NOT NULL,
    asked int NOT NULL, answered int NOT NULL, unanswered int NOT NULL, hand_offs int NOT NULL,
    follow_ups int NOT NULL, threads_closed int NOT NULL, voice_to_voice int[],
    PRIMARY KEY (tenant, device_id, hour, topic, language)
  );
  CREATE INDEX fleet_counts_hour ON fleet_counts (tenant, hour);
  CREATE TABLE fleet_visits (
    tenant text NOT NULL, device_id text NOT NULL, hour text NOT NULL, topic text NOT NULL, language text NOT NULL, band text NOT NULL,
    sessions int NOT NULL, resolved int NOT NULL, handed_off int NOT NULL, time_to_answer int[],
    PRIMARY KEY (tenant, device_id, hour, topic, language, band)
  );
  CREATE INDEX fleet_visits_hour ON fleet_visits (tenant, hour);
  CREATE TABLE fleet_releases (
    tenant text NOT NULL, release_id text NOT NULL, kind text NOT NULL, channel text NOT NULL, name text NOT NULL, version text NOT NULL,
    files text NOT NULL, published_ms bigint NOT NULL, made_by text NOT NULL, withdrawn_ms bigint,
    PRIMARY KEY (tenant, release_id)
  );
  ${[
    'fleet_kiosks',
    'fleet_beats',
    'fleet_groups',
    'fleet_configs',
    'fleet_issued',
    'fleet_commands',
    'fleet_bundles',
    'fleet_counts',
    'fleet_visits',
    'fleet_releases',
  ]
    .map(isolateTenants)
    .join('\n')}
`;
