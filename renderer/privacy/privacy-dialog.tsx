import { Bot, Database, HandHelping, type LucideIcon, Mic, UserRoundCheck, Wrench } from 'lucide-react';
import { Dialog } from '../components/dialogs/dialog.tsx';
import { QrCode } from '../components/qr-code.tsx';
import { useGuest } from '../guest/guest-context.ts';
import { useT } from '../i18n/i18n.tsx';
import { useScreen } from '../store/use-screen.ts';
import { noticeSections, type SectionId } from './notice-sections.ts';

const ICONS: Readonly<Record<SectionId, LucideIcon>> = {
  machine: Bot,
  senses: Mic,
  memory: Database,
  staff: HandHelping,
  operation: Wrench,
  rights: UserRoundCheck,
};

/** What this kiosk does with data, from its configuration: what is kept, where, for how long, and who answers for it. */
export function PrivacyDialog() {
  const t = useT();
  const { actions } = useGuest();
  const notice = useScreen((s) => s.kiosk?.privacy);
  const name = useScreen((s) => s.kiosk?.companionName ?? '');
  const close = () => actions.open('none');
  if (notice === undefined) return null;
  return (
    <Dialog testId="privacy" title={t('privacy.title')} neutral onCancel={close}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys */}
      <section className="privacy" aria-label={t('privacy.title')} tabIndex={0}>
        <div className="privacy-sections">
          {noticeSections(notice, name, t).map(({ id, lines }) => {
            const Icon = ICONS[id];
            return (
              <section key={id} className="privacy-section" aria-labelledby={`privacy-${id}`} data-testid={`privacy-${id}`}>
                <h3 id={`privacy-${id}`}>
                  <Icon aria-hidden="true" />
                  {t(`privacy.section.${id}`)}
                </h3>
                <ul>
                  {lines.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </section>
            );
          })}
          {notice.url !== null && (
            <figure className="privacy-policy" data-testid="privacy-policy">
              <QrCode text={notice.url} label={t('privacy.policy')} />
              <figcaption>
                {t('privacy.policy')}
                <span>{notice.url}</span>
              </figcaption>
            </figure>
          )}
        </div>
      </section>
      <div className="dialog-buttons">
        <button type="button" className="button button--ink" data-testid="privacy-close" onClick={close}>
          {t('privacy.close')}
        </button>
      </div>
    </Dialog>
  );
}
