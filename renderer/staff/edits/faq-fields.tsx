import { useState } from 'react';
import type { Found, Locale, UnansweredGroup } from '../../../core/contract/index.ts';
import { languageIn } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/i18n.tsx';
import { Field } from '../../parts/field.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { EditFormFrame } from './edit-form-frame.tsx';
import { useEdit } from './use-edit.ts';

const ENGLISH: readonly Locale[] = ['en'];
const MAX_QUESTIONS = 20;

interface FaqFieldsProps {
  /** Corrects this one; left out: a new one. */
  readonly faq?: Found;
  /** Answers what guests asked. */
  readonly group?: UnansweredGroup;
  readonly onDone: () => void;
}

/** Question wordings, one a line, and the answer, in one language. */
export function FaqFields({ faq, group, onDone }: FaqFieldsProps) {
  const t = useT();
  const locale = useLocale();
  const { publish, busy } = useEdit();
  const languages = useScreen((s) => s.kiosk?.venue?.languages ?? s.kiosk?.locales ?? ENGLISH);
  const [language, setLanguage] = useState(group?.locales.find((one) => languages.includes(one)) ?? languages[0] ?? 'en');
  const [wordings, setWordings] = useState((faq?.questions ?? group?.examples ?? []).slice(0, MAX_QUESTIONS).join('\n'));
  const [answer, setAnswer] = useState(faq?.answer ?? '');
  const questions = wordings
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, MAX_QUESTIONS);

  const submit = async () => {
    const texts = { questions, answer: answer.trim(), locale: language };
    const done = await publish(
      faq === undefined
        ? { kind: 'faq.add', ...texts, ...(group !== undefined && { groupId: group.groupId }) }
        : { kind: 'faq.change', faqId: faq.id, ...texts },
    );
    if (done) onDone();
  };
  return (
    <EditFormFrame
      label={t(faq === undefined ? 'faq.doAdd' : 'faq.doChange')}
      ready={questions.length > 0 && answer.trim() !== ''}
      busy={busy}
      onCancel={onDone}
      onSubmit={() => void submit()}
    >
      <Field label={t('faq.questions')} hint={t('faq.questionsHint')}>
        {(control) => (
          <textarea
            {...control}
            className="control"
            value={wordings}
            lang={language}
            onChange={(event) => setWordings(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('faq.answer')} hint={t('faq.answerHint')}>
        {(control) => (
          <textarea
            {...control}
            className="control"
            value={answer}
            lang={language}
            maxLength={4000}
            data-testid="faq-answer"
            onChange={(event) => setAnswer(event.target.value)}
          />
        )}
      </Field>
      {languages.length > 1 && (
        <Field label={t('faq.language')}>
          {(control) => (
            <select {...control} className="control control--auto" value={language} onChange={(event) => setLanguage(event.target.value)}>
              {languages.map((one) => (
                <option key={one} value={one}>
                  {languageIn(locale, one)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </EditFormFrame>
  );
}
