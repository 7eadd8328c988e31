import { useT } from '../i18n/staff-i18n.ts';
import { useStaff } from '../staff-context.ts';
import { failureText } from '../use-command.ts';

/** Saves the findings of the draft as a file on this machine. */
export function useReport(): () => void {
  const t = useT();
  const { desk, notices } = useStaff();
  return async () => {
    const answer = await desk.ask({ type: 'staff.draft.report', format: 'csv' }, 'staff.report');
    if (!answer.ok) return notices.show({ tone: 'bad', text: failureText(t, answer) });
    save(answer.name, new Blob([answer.text], { type: answer.mediaType }));
    notices.show({ tone: 'good', text: t('draft.reported', { name: answer.name }) });
  };
}

function save(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by the next task; earlier, some browsers lose it.
  setTimeout(() => URL.revokeObjectURL(url));
}
