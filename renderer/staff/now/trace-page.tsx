import { Page } from '../../parts/page.tsx';
import { useT } from '../i18n/staff-i18n.ts';
import { TraceList } from './trace-list.tsx';

export function TracePage() {
  const t = useT();
  return (
    <Page title={t('nav.trace')} lead={t('trace.lead')} testId="page-trace">
      <TraceList />
    </Page>
  );
}
