import { Check, MessageCirclePlus, X } from 'lucide-react';
import { useState } from 'react';
import type { UnansweredGroup } from '../../../core/contract/index.ts';
import { Dialog } from '../../components/dialogs/dialog.tsx';
import { languageIn } from '../../i18n/format.ts';
import { useLocale } from '../../i18n/i18n.tsx';
import { Page } from '../../parts/page.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { FaqFields } from '../edits/faq-fields.tsx';
import { useT } from '../i18n/staff-i18n.ts';
import { When } from '../parts/when.tsx';
import { useCommand } from '../use-command.ts';

/** What guests asked that the kiosk had no answer to, the most frequent first. */
export function QuestionsPage() {
  const t = useT();
  const groups = useScreen((s) => s.staff.unanswered);
  const [answering, setAnswering] = useState<UnansweredGroup | null>(null);
  return (
    <Page title={t('nav.questions')} lead={t('questions.lead')} testId="page-questions">
      <section className="panel" aria-label={t('nav.questions')}>
        {groups === undefined && <p className="panel-empty">{t('loading')}</p>}
        {groups?.length === 0 && (
          <p className="panel-empty">
            <Check aria-hidden="true" />
            {t('questions.none')}
          </p>
        )}
        <ul className="questions">
          {groups?.map((group) => (
            <Question key={group.groupId} group={group} onAnswer={() => setAnswering(group)} />
          ))}
        </ul>
      </section>
      {answering !== null && (
        <Dialog testId="answer-dialog" title={t('questions.answer')} onCancel={() => setAnswering(null)}>
          <FaqFields group={answering} onDone={() => setAnswering(null)} />
        </Dialog>
      )}
    </Page>
  );
}

function Question({ group, onAnswer }: { readonly group: UnansweredGroup; readonly onAnswer: () => void }) {
  const t = useT();
  const locale = useLocale();
  const { run, busy } = useCommand();
  const [first = '', ...others] = group.examples;
  return (
    <li className="question" data-testid="question">
      <p className="question-count">
        <strong className="numeric">{t('questions.times', { count: group.count })}</strong>
        <span className="quiet small">
          {t('questions.last')} <When at={group.lastAskedOn} />
        </span>
      </p>
      <div>
        <h3>“{first}”</h3>
        {others.length > 0 && <p className="quiet small">{t('questions.also', { list: others.map((text) => `“${text}”`).join(', ') })}</p>}
        <p className="quiet small">{group.locales.map((one) => languageIn(locale, one)).join(', ')}</p>
      </div>
      <div className="line">
        <button type="button" className="button button--ink" onClick={onAnswer} data-testid="question-answer">
          <MessageCirclePlus aria-hidden="true" />
          {t('questions.answer')}
          <span className="visually-hidden">{first}</span>
        </button>
        <button
          type="button"
          className="button button--quiet"
          disabled={busy}
          onClick={() => void run({ type: 'staff.unanswered.dismiss', groupId: group.groupId }, () => t('questions.dismissed'))}
        >
          <X aria-hidden="true" />
          {t('questions.dismiss')}
          <span className="visually-hidden">{first}</span>
        </button>
      </div>
    </li>
  );
}
