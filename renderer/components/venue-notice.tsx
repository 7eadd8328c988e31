import { Info } from 'lucide-react';
import { useLocale } from '../i18n/i18n.tsx';
import { useScreen } from '../store/use-screen.ts';

/** What staff want every guest to know just now, in the guest's language, else the venue's main one, else any. */
export function VenueNotice() {
  const locale = useLocale();
  const venue = useScreen((s) => s.kiosk?.venue ?? null);
  const { banner, languages } = venue ?? {};
  if (banner === undefined) return null;
  const base = locale.split('-')[0] ?? locale;
  const language = [locale, base, ...(languages ?? []), ...Object.keys(banner)].find((one) => banner[one] !== undefined);
  if (language === undefined) return null;
  return (
    <div className="banner banner--notice" data-testid="venue-notice">
      <Info aria-hidden="true" />
      <p lang={language}>{banner[language]}</p>
    </div>
  );
}
