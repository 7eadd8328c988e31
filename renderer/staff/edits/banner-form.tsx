import { Info } from 'lucide-react';
import { useState } from 'react';
import type { LocalDateTime, Locale } from '../../../core/contract/index.ts';
import { languageIn } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/i18n.tsx';
import { Field } from '../../parts/field.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { EditFormFrame } from './edit-form-frame.tsx';
import type { EditFormProps } from './edits-page.tsx';
import { UntilField } from './until-field.tsx';
import { useEdit } from './use-edit.ts';

const ENGLISH: readonly Locale[] = ['en'];
const MAX_TEXT = 200;

/** One line on every guest screen, in the languages of the venue. */
export function BannerForm({ onDone }: EditFormProps) {
  const t = useT();
  const locale = useLocale();
  const { publish, busy } = useEdit();
  const languages = useScreen((s) => s.kiosk?.venue?.languages ?? s.kiosk?.locales ?? ENGLISH);
  const [texts, setTexts] = useState<Readonly<Record<Locale, string>>>({});
  const [until, setUntil] = useState<LocalDateTime | undefined>();
  const filled = Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));
  const [main = 'en'] = languages;
  const submit = async () => {
    if (await publish({ kind: 'banner.set', text: filled, ...(until !== undefined && { until }) })) onDone();
  };
  return (
    <EditFormFrame label={t('notice.do')} ready={filled[main] !== undefined} busy={busy} onCancel={onDone} onSubmit={() => void submit()}>
      {languages.map((language) => (
        <Field
          key={language}
          label={t('notice.text', { language: languageIn(locale, language) })}
          {...(language !== main && { hint: t('notice.fallback', { language: languageIn(locale, main) }) })}
        >
          {(control) => (
            <input
              {...control}
              className="control"
              lang={language}
              maxLength={MAX_TEXT}
              value={texts[language] ?? ''}
              onChange={(event) => setTexts({ ...texts, [language]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <UntilField value={until} onChange={setUntil} />
      <figure className="banner-preview">
        <figcaption className="small quiet">{t('notice.preview')}</figcaption>
        <p className="banner-look" lang={main}>
          <Info aria-hidden="true" />
          {filled[main] ?? t('notice.empty')}
        </p>
      </figure>
    </EditFormFrame>
  );
}
