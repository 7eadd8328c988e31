import { languageName } from '../../i18n/format.ts';
import { OPERATOR_LOCALES } from '../i18n/locales.ts';
import { useT } from '../i18n/operator-i18n.tsx';

export function LanguageSelect({ locale, onLocale }: { readonly locale: string; readonly onLocale: (locale: string) => void }) {
  const t = useT();
  return (
    <select aria-label={t('language')} value={locale} onChange={(event) => onLocale(event.target.value)}>
      {OPERATOR_LOCALES.map((one) => (
        <option key={one} value={one} lang={one}>
          {languageName(one)}
        </option>
      ))}
    </select>
  );
}
