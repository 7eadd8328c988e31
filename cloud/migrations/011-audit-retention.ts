/**
 * The audit log gives up what is past its time, and nothing else: a transaction of the tables' owner names the time
 * (`foyer.audit_before`, milliseconds since 1970), and what is not older stays. The role that requests run as may remove nothing.
 */
export const auditRetention = `
  CREATE OR REPLACE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND coalesce(current_setting('foyer.audit_before', true), '') <> '' THEN RETURN NULL; END IF;
      RAISE EXCEPTION 'the audit log is append-only';
    END $$;
  CREATE FUNCTION keep_young_audit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.at_ms < coalesce(nullif(current_setting('foyer.audit_before', true), ''), '0')::bigint THEN RETURN OLD; END IF;
      RAISE EXCEPTION 'the audit log is append-only';
    END $$;
  CREATE TRIGGER keep_young_audit BEFORE DELETE ON operator_audit FOR EACH ROW EXECUTE FUNCTION keep_young_audit();
`;
