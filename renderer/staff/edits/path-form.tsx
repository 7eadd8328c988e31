import { useState } from 'react';
import type { Found, LocalDateTime } from '../../../core/contract/index.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { EditFormFrame } from './edit-form-frame.tsx';
import type { EditFormProps } from './edits-page.tsx';
import { Finder } from './finder.tsx';
import { UntilField } from './until-field.tsx';
import { useEdit } from './use-edit.ts';

/** A lift, stairs or a corridor cannot be used; routes go around it at once. */
export function PathForm({ onDone }: EditFormProps) {
  const t = useT();
  const { publish, busy } = useEdit();
  const [path, setPath] = useState<Found | null>(null);
  const [until, setUntil] = useState<LocalDateTime | undefined>();
  const opens = path?.closed === true;

  const submit = async (pathId: string) => {
    const edit = opens
      ? ({ kind: 'path.open', pathId } as const)
      : ({ kind: 'path.close', pathId, ...(until !== undefined && { until }) } as const);
    if (await publish(edit)) onDone();
  };
  return (
    <EditFormFrame
      label={t(opens ? 'path.open' : 'path.close')}
      ready={path !== null}
      busy={busy}
      onCancel={onDone}
      onSubmit={() => path !== null && void submit(path.id)}
    >
      <Finder kind="path" label={t('path.which')} chosen={path} onChoose={setPath} />
      {path !== null && (opens ? <p>{t('path.isClosed')}</p> : <UntilField value={until} onChange={setUntil} />)}
    </EditFormFrame>
  );
}
