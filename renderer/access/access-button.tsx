import { PersonStanding } from 'lucide-react';
import { useGuest } from '../guest/guest-context.ts';
import { useT } from '../i18n/i18n.tsx';

/** Always low, always there: one touch to what makes the kiosk easier to use. */
export function AccessButton() {
  const t = useT();
  const { actions } = useGuest();
  return (
    <button
      type="button"
      className="button button--help"
      data-testid="access-open"
      onClick={(event) => {
        event.stopPropagation();
        actions.access('panel');
      }}
    >
      <PersonStanding aria-hidden="true" />
      {t('access.open')}
    </button>
  );
}
