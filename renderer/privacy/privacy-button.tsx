import { ShieldCheck } from 'lucide-react';
import { useGuest } from '../guest/guest-context.ts';
import { useT } from '../i18n/i18n.tsx';
import { useScreen } from '../store/use-screen.ts';

/** One touch to what becomes of what is said here. */
export function PrivacyButton({ kind = 'button button--quiet' }: { readonly kind?: string }) {
  const t = useT();
  const { actions } = useGuest();
  const known = useScreen((s) => s.kiosk?.privacy !== undefined);
  if (!known) return null;
  return (
    <button
      type="button"
      className={kind}
      data-testid="privacy-open"
      onClick={(event) => {
        event.stopPropagation();
        actions.open('privacy');
      }}
    >
      <ShieldCheck aria-hidden="true" />
      {t('privacy.open')}
    </button>
  );
}
