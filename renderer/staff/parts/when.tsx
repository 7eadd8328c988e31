import { useLocale } from '../../i18n/i18n.tsx';

/** A UTC instant of the records, in the clock of whoever reads it. */
export function When({ at }: { readonly at: string }) {
  const locale = useLocale();
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <span>{at}</span>;
  const text = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    dateStyle: 'medium',
    ...(at.length > 10 ? { timeStyle: 'short' } : { timeZone: 'UTC' }),
  }).format(date);
  return <time dateTime={at}>{text}</time>;
}
