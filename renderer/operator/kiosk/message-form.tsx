import { languageIn } from '../../i18n/format.ts';
import { Field } from '../../parts/field.tsx';
import { useLanguage, useT } from '../i18n/operator-i18n.tsx';

/** Languages a guest may have chosen; a kiosk shows its first one where the guest's is missing. */
const LOCALES = ['en', 'de', 'fr', 'es', 'it', 'ar', 'ja'] as const;
const OFFERED_MINUTES = [5, 15, 60, 240, 1440] as const;

export interface Message {
  readonly texts: Readonly<Record<string, string>>;
  readonly minutes: number;
}

/** What is sent; null while no language has a text. */
export function toMessage({ texts, minutes }: Message): { readonly text: Record<string, string>; readonly minutes: number } | null {
  const given = Object.entries(texts).flatMap(([locale, text]) => (text.trim() === '' ? [] : [[locale, text.trim()]]));
  return given.length === 0 ? null : { text: Object.fromEntries(given), minutes };
}

interface MessageFormProps {
  readonly message: Message;
  readonly onMessage: (message: Message) => void;
}

export function MessageForm({ message, onMessage }: MessageFormProps) {
  const t = useT();
  const { locale, tag } = useLanguage();
  // The reader's own language first.
  const locales = [...LOCALES].sort((a, b) => Number(b === locale) - Number(a === locale));
  const field = (one: string) => (
    <Field key={one} label={languageIn(tag, one)}>
      {(control) => (
        <textarea
          {...control}
          className="control message-text"
          lang={one}
          dir={one === 'ar' ? 'rtl' : 'ltr'}
          maxLength={500}
          value={message.texts[one] ?? ''}
          onChange={(event) => onMessage({ ...message, texts: { ...message.texts, [one]: event.target.value } })}
          data-testid={`message-${one}`}
        />
      )}
    </Field>
  );
  const [first = 'en', second = 'de', ...others] = locales;
  return (
    <>
      {field(first)}
      {field(second)}
      <details className="fold">
        <summary>{t('message.others')}</summary>
        <div className="stack">{others.map(field)}</div>
      </details>
      <Field label={t('message.shownFor')}>
        {(control) => (
          <select
            {...control}
            className="control control--auto"
            value={message.minutes}
            onChange={(event) => onMessage({ ...message, minutes: Number(event.target.value) })}
          >
            {OFFERED_MINUTES.map((minutes) => (
              <option key={minutes} value={minutes}>
                {t('message.minutes', { minutes, hours: minutes / 60 })}
              </option>
            ))}
          </select>
        )}
      </Field>
    </>
  );
}
