/** Owns nothing and cannot log in: what a transaction of one tenant runs as. Roles belong to the whole PostgreSQL cluster. */
export const APP_ROLE = 'foyer_app';

/**
 * Makes a table's rows visible to their own tenant alone: `app.tenant` is set for each transaction, and without it there
 * are no rows. Part of migrations that have run: never change it, write another.
 */
export function isolateTenants(table: string): string {
  const own = "tenant = current_setting('app.tenant', true)";
  return `
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
    CREATE POLICY own_tenant ON ${table} USING (${own}) WITH CHECK (${own});
    DO $$ BEGIN
      IF to_regrole('${APP_ROLE}') IS NOT NULL THEN GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO ${APP_ROLE}; END IF;
    END $$;`;
}
