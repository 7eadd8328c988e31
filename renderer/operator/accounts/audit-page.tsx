import { useState } from 'react';
import { type AuditRow, auditPageSchema } from '../../../core/contract/operator.ts';
import { Page } from '../../parts/page.tsx';
import { useT, wordsFor } from '../i18n/operator-i18n.tsx';
import { useOperator } from '../operator-context.ts';
import { LoadState } from '../parts/panel.tsx';
import { When } from '../parts/when.tsx';
import { useAct } from '../use-act.ts';
import { useLoaded } from '../use-loaded.ts';

/** Who did what; for admins. */
export function AuditPage() {
  const t = useT();
  const { api } = useOperator();
  const { run, busy } = useAct();
  const { value, problem } = useLoaded('audit', () => api.get(auditPageSchema, 'audit'));
  const [older, setOlder] = useState<{ readonly rows: readonly AuditRow[]; readonly more: boolean } | null>(null);
  const rows = [...(value?.rows ?? []), ...(older?.rows ?? [])];
  const more = older?.more ?? value?.more ?? false;
  const loadOlder = async () => {
    const page = await run(() => api.get(auditPageSchema, 'audit', { query: { before: rows.at(-1)?.id } }));
    if (page !== null) setOlder((before) => ({ rows: [...(before?.rows ?? []), ...page.rows], more: page.more }));
  };
  return (
    <Page title={t('nav.audit')} lead={t('audit.lead')} testId="page-audit">
      <LoadState problem={problem} loaded={value !== null} />
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
        <section className="scroll sheet" aria-label={t('table.region', { title: t('nav.audit') })} tabIndex={0}>
          <table className="grid-table" data-testid="audit">
            <thead>
              <tr>
                <th scope="col">{t('audit.when')}</th>
                <th scope="col">{t('audit.who')}</th>
                <th scope="col">{t('audit.what')}</th>
                <th scope="col">{t('audit.from')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td className="numeric">
                    <When at={row.atMs} />
                  </td>
                  <td>{row.who === '' ? t('audit.nobody') : row.who}</td>
                  <td>{auditText(t, row)}</td>
                  <td className="numeric quiet">{row.address === '' ? t('audit.commandLine') : row.address}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {more && (
        <div className="pager">
          <button type="button" className="button button--paper" disabled={busy} onClick={() => void loadOlder()}>
            {t('audit.older')}
          </button>
        </div>
      )}
    </Page>
  );
}

function auditText(t: ReturnType<typeof useT>, { action, target, detail }: AuditRow): string {
  const plain = [action, target, detail].filter((part) => part !== '').join(' · ');
  const isRole = ['admin', 'operator', 'viewer'].includes(detail);
  return wordsFor(t, 'audit.action', action, plain, { target, detail: isRole ? wordsFor(t, 'role', detail, detail) : detail });
}
