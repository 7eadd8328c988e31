import type { SideCount } from '../parts/console.tsx';
import { useScreen } from '../store/use-screen.ts';
import { useT } from './i18n/staff-i18n.ts';
import type { Section } from './route.ts';

/** What waits in each section, for the navigation. */
export function useCounts(): Partial<Record<Section, SideCount>> {
  const t = useT();
  const waiting = useScreen((s) => s.staff.requests?.filter((row) => row.status === 'waiting').length ?? 0);
  const draft = useScreen((s) => s.staff.draft ?? null);
  const edits = useScreen((s) => s.staff.edits?.length ?? 0);
  const questions = useScreen((s) => s.staff.unanswered?.length ?? 0);
  const matches = useScreen((s) => s.staff.items?.matches.filter(({ confirmed }) => !confirmed).length ?? 0);
  const cases = useScreen((s) => s.staff.cases?.filter(({ status }) => status === 'open').length ?? 0);
  const dead = useScreen((s) => s.staff.leads?.filter(({ delivery }) => delivery === 'dead').length ?? 0);
  const plain = (count: number, spoken: string): SideCount => ({ shown: String(count), spoken, alert: false });
  return {
    ...(waiting > 0 && { now: { ...plain(waiting, t('count.waiting', { count: waiting })), alert: true } }),
    ...(draft !== null && {
      data:
        draft.findings.errors > 0
          ? { ...plain(draft.findings.errors, t('count.errors', { count: draft.findings.errors })), alert: true }
          : { shown: t('count.draft'), spoken: '', alert: false },
    }),
    ...(edits > 0 && { edits: plain(edits, t('count.edits', { count: edits })) }),
    ...(matches > 0 && { items: plain(matches, t('count.matches', { count: matches })) }),
    ...(cases > 0 && { cases: plain(cases, t('count.cases', { count: cases })) }),
    ...(dead > 0 && { cases: { ...plain(dead, t('count.dead', { count: dead })), alert: true } }),
    ...(questions > 0 && { questions: plain(questions, t('count.questions', { count: questions })) }),
  };
}
