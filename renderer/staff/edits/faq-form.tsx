import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Found } from '../../../core/contract/index.ts';
import { useT } from '../i18n/staff-i18n.ts';
import type { EditFormProps } from './edits-page.tsx';
import { FaqFields } from './faq-fields.tsx';
import { Finder } from './finder.tsx';
import { useEdit } from './use-edit.ts';

/** An answer is added, or one that is there is corrected or taken out. */
export function FaqForm({ onDone }: EditFormProps) {
  const t = useT();
  const { publish, busy } = useEdit();
  const [mode, setMode] = useState<'add' | 'change'>('add');
  const [faq, setFaq] = useState<Found | null>(null);
  const remove = async (faqId: string) => {
    if (await publish({ kind: 'faq.remove', faqId })) onDone();
  };
  return (
    <>
      <fieldset className="segments">
        <legend className="visually-hidden">{t('faq.what')}</legend>
        {(['add', 'change'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={mode === one} onClick={() => setMode(one)}>
            {t(`faq.${one}`)}
          </button>
        ))}
      </fieldset>
      {mode === 'add' && <FaqFields onDone={onDone} />}
      {mode === 'change' && <Finder kind="faq" label={t('faq.which')} chosen={faq} onChoose={setFaq} />}
      {mode === 'change' && faq !== null && (
        <>
          <FaqFields key={faq.id} faq={faq} onDone={onDone} />
          <button type="button" className="button button--bad" disabled={busy} onClick={() => void remove(faq.id)}>
            <Trash2 aria-hidden="true" />
            {t('faq.remove')}
          </button>
        </>
      )}
    </>
  );
}
