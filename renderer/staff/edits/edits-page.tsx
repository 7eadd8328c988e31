import { CalendarClock, CalendarX, DoorClosed, type LucideIcon, Megaphone, MessageCircleQuestion, TrafficCone } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Page } from '../../parts/page.tsx';
import { useT } from '../i18n/staff-i18n.ts';
import { ActiveEdits } from './active-edits.tsx';
import { BannerForm } from './banner-form.tsx';
import { CancelForm } from './cancel-form.tsx';
import { FaqForm } from './faq-form.tsx';
import { MoveForm } from './move-form.tsx';
import { PathForm } from './path-form.tsx';
import { PlaceForm } from './place-form.tsx';

const TASKS = ['place', 'path', 'move', 'cancel', 'banner', 'faq'] as const;
type Task = (typeof TASKS)[number];

const ICONS: Readonly<Record<Task, LucideIcon>> = {
  place: DoorClosed,
  path: TrafficCone,
  move: CalendarClock,
  cancel: CalendarX,
  banner: Megaphone,
  faq: MessageCircleQuestion,
};

export interface EditFormProps {
  /** The change is published. */
  readonly onDone: () => void;
}

const FORMS: Readonly<Record<Task, (props: EditFormProps) => ReactNode>> = {
  place: PlaceForm,
  path: PathForm,
  move: MoveForm,
  cancel: CancelForm,
  banner: BannerForm,
  faq: FaqForm,
};

/** What cannot wait for an import: done here, guests get it at once. */
export function EditsPage() {
  const t = useT();
  const [task, setTask] = useState<Task | null>(null);
  const form = useRef<HTMLElement>(null);
  useEffect(() => {
    if (task !== null) form.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  }, [task]);
  const Form = task === null ? null : FORMS[task];
  return (
    <Page title={t('nav.edits')} lead={t('edits.lead')} testId="page-edits">
      <div className="two">
        <div className="stack">
          <fieldset className="tasks">
            <legend className="visually-hidden">{t('edits.what')}</legend>
            {TASKS.map((one) => {
              const Icon = ICONS[one];
              return (
                <button key={one} type="button" aria-pressed={task === one} onClick={() => setTask(one)} data-testid={`task-${one}`}>
                  <Icon aria-hidden="true" />
                  {t(`task.${one}`)}
                </button>
              );
            })}
          </fieldset>
          {Form !== null && task !== null && (
            <section ref={form} className="panel stack" aria-labelledby="task-title" data-testid="edit-form">
              <h2 id="task-title">{t(`task.${task}`)}</h2>
              <Form key={task} onDone={() => setTask(null)} />
            </section>
          )}
        </div>
        <ActiveEdits />
      </div>
    </Page>
  );
}
