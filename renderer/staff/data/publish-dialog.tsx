import type { DraftView } from '../../../core/contract/index.ts';
import { useScreen } from '../../store/use-screen.ts';
import { kindOf, labelOf, useT } from '../i18n/staff-i18n.ts';
import { Confirm } from '../parts/confirm.tsx';
import { useCommand } from '../use-command.ts';

/** Says what guests will get, and what stays as it is for whoever is talking to the kiosk. */
export function PublishDialog({ draft, onClose }: { readonly draft: DraftView; readonly onClose: () => void }) {
  const t = useT();
  const { run, busy } = useCommand();
  const before = useScreen((s) => s.staff.versions?.find((version) => version.current)?.version);
  const { changes, findings } = draft;

  const publish = async () => {
    const outcome = await run({ type: 'staff.publish', revision: draft.revision }, ({ version }) => ({
      text: t('publish.done', { version: version ?? '' }),
      ...(before !== undefined && {
        action: {
          label: t('undo'),
          run: () => void run({ type: 'staff.rollback', version: before }, () => t('rollback.done', { version: before })),
        },
      }),
    }));
    if (outcome.ok) onClose();
  };
  return (
    <Confirm
      testId="publish-dialog"
      title={t('publish.title')}
      confirm={t('publish.confirm')}
      busy={busy}
      onConfirm={() => void publish()}
      onCancel={onClose}
    >
      <p>{t('publish.text')}</p>
      {changes.first ? (
        <p>{t('publish.first')}</p>
      ) : (
        <ul className="bullets">
          {changes.counts.map(({ kind, what, count }) => (
            <li key={`${kind} ${what}`}>{t(`changed.${what}`, { count, kind: kindOf(t, kind, count) })}</li>
          ))}
          {changes.settings.length > 0 && (
            <li>{t('changed.settings', { list: changes.settings.map((name) => labelOf(t, 'setting', name)).join(', ') })}</li>
          )}
          {!changes.any && <li>{t('changed.nothing')}</li>}
        </ul>
      )}
      {findings.warnings > 0 && <p className="quiet">{t('publish.warnings', { count: findings.warnings })}</p>}
    </Confirm>
  );
}
