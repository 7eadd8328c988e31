import { useLanguage } from '../i18n/operator-i18n.tsx';
import { agoText } from './units.ts';

/** An instant, in the clock of whoever reads it. @param at ISO text, or milliseconds since 1970 */
export function When({ at, day = false }: { readonly at: string | number; readonly day?: boolean }) {
  const { tag } = useLanguage();
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()}>
      {new Intl.DateTimeFormat(tag, { dateStyle: 'medium', ...(!day && { timeStyle: 'short' }) }).format(date)}
    </time>
  );
}

/** How long ago, with the instant itself for whoever points at it. */
export function Ago({ at, nowMs }: { readonly at: string | number; readonly nowMs: number }) {
  const { tag } = useLanguage();
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()} title={new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium' }).format(date)}>
      {agoText(tag, nowMs - date.getTime())}
    </time>
  );
}
