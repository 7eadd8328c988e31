import { useGuest } from '../guest/guest-context.ts';
import { languageName } from '../i18n/format.ts';
import { useT } from '../i18n/i18n.tsx';
import { useScreen } from '../store/use-screen.ts';

const NO_LOCALES: readonly string[] = [];

/** Languages by their own names: no flags, a language is not a country. */
export function LanguageSwitch() {
  const t = useT();
  const { actions } = useGuest();
  const locales = useScreen((s) => s.kiosk?.locales ?? NO_LOCALES);
  const current = useScreen((s) => s.locale);
  if (locales.length < 2) return null;
  return (
    <fieldset className="languages" aria-label={t('dock.language')} data-testid="languages">
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={locale === current}
          data-testid={`language-${locale}`}
          onClick={(event) => {
            event.stopPropagation();
            actions.setLocale(locale);
          }}
        >
          {languageName(locale)}
        </button>
      ))}
    </fieldset>
  );
}
