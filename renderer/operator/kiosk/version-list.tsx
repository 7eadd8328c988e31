import type { KioskDetail, KioskView } from '../../../core/contract/operator-api.ts';
import { useT } from '../i18n/operator-i18n.tsx';
import { Panel } from '../parts/panel.tsx';
import { When } from '../parts/when.tsx';

interface VersionListProps {
  readonly configs: KioskDetail['configs'];
  readonly state: KioskView['config'];
}

/** The signed configurations this kiosk was sent, and which it uses. */
export function VersionList({ configs, state }: VersionListProps) {
  const t = useT();
  return (
    <Panel
      title={t('versions.title')}
      lead={t(`config.state.${state.state}`, { wanted: state.wanted, used: state.used })}
      testId="versions"
    >
      {configs.length > 0 && (
        <ul className="records">
          {configs.map(({ version, issuedAt, failed }) => (
            <li className="record" key={version}>
              <div>
                <strong>{t('versions.version', { version })}</strong>{' '}
                {version === state.used && <span className="pill pill--good">{t('versions.used')}</span>}{' '}
                {failed !== null && <span className="pill pill--bad">{t(`versions.${failed.state}`)}</span>}
                <p className="quiet small">
                  <When at={issuedAt} />
                </p>
                {failed !== null && <p>{failed.why}</p>}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
