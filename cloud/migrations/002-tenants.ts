import { APP_ROLE, isolateTenants } from './tenant-rows.ts';

/** Row-level security by tenant. `tenants` alone has none: the retention job walks through it; it says nothing but names. */
export const tenants = `
  CREATE TABLE tenants (tenant text PRIMARY KEY);
  INSERT INTO tenants SELECT DISTINCT tenant FROM guests ON CONFLICT DO NOTHING;
  DO $$ BEGIN
    IF to_regrole('${APP_ROLE}') IS NULL THEN CREATE ROLE ${APP_ROLE} NOLOGIN; END IF;
    IF NOT pg_has_role(current_user, '${APP_ROLE}', 'MEMBER') THEN GRANT ${APP_ROLE} TO CURRENT_USER; END IF;
  EXCEPTION
    -- Another database of the cluster was first, or this login may not make roles and is bound by FORCE itself.
    WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
  END $$;
  ${['guests', 'guest_keys', 'ops', 'erasures', 'erasure_counters'].map(isolateTenants).join('\n')}
`;
