import { Page } from '../../parts/page.tsx';
import { useScreen } from '../../store/use-screen.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { FoundForm } from './found-form.tsx';
import { FoundList, LostList } from './item-lists.tsx';
import { MatchList } from './match-list.tsx';

/** Lost and found: what was handed in, what guests miss, and which may be the same. */
export function ItemsPage() {
  const t = useT();
  const items = useScreen((s) => s.staff.items);
  return (
    <Page title={t('nav.items')} lead={t('items.lead')} testId="page-items">
      <FoundForm />
      {items === undefined ? (
        <p className="panel-empty">{t('loading')}</p>
      ) : (
        <>
          <MatchList {...items} />
          <div className="two">
            <LostList {...items} />
            <FoundList {...items} />
          </div>
        </>
      )}
    </Page>
  );
}
