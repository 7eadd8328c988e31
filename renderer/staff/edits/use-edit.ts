import type { VenueEdit } from '../../../core/contract/index.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { useStaff } from '../staff-context.ts';
import { useCommand } from '../use-command.ts';

interface UseEdit {
  readonly busy: boolean;
  /** Publishes a quick edit; what it brings about (two sessions in one room) is told with the way back. */
  readonly publish: (edit: VenueEdit) => Promise<boolean>;
  readonly undo: (editId: string) => void;
}

export function useEdit(): UseEdit {
  const t = useT();
  const { notices } = useStaff();
  const { run, busy } = useCommand();
  const undo = (editId: string) => void run({ type: 'staff.edit.undo', editId }, () => t('edits.undone'));
  const publish = async (edit: VenueEdit) => {
    const outcome = await run({ type: 'staff.edit', edit });
    if (!outcome.ok) return false;
    const { editId, warnings = [] } = outcome;
    notices.show({
      tone: warnings.length > 0 ? 'bad' : 'good',
      text: warnings.length > 0 ? t('edits.warned', { warnings: warnings.join(' ') }) : t('edits.done'),
      ...(editId !== undefined && { action: { label: t('undo'), run: () => undo(editId) } }),
    });
    return true;
  };
  return { busy, publish, undo };
}
