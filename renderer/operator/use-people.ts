import { useCallback } from 'react';
import { peopleSchema } from '../../core/contract/operator.ts';
import { useT } from './i18n/operator-i18n.tsx';
import { useOperator } from './operator-context.ts';
import { useLoaded } from './use-loaded.ts';

/** What somebody is called, by id; of those who have no account any more that is not known here. */
export function usePeople(): (id: string) => string {
  const t = useT();
  const { api } = useOperator();
  const { value } = useLoaded('people', () => api.get(peopleSchema, 'people'));
  return useCallback((id) => (value === null ? '' : (value.people.find((one) => one.id === id)?.name ?? t('people.gone'))), [value, t]);
}
