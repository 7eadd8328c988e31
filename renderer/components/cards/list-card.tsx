import { ChevronRight } from 'lucide-react';
import type { CardOf } from '../../../core/contract/index.ts';
import { useGuest } from '../../guest/guest-context.ts';
import { useT } from '../../i18n/i18n.tsx';
import { Badge, CardFrame } from './card-frame.tsx';

export function ListCard({ card }: { readonly card: CardOf<'list'> }) {
  return (
    <CardFrame card={card}>
      <header className="card-head">
        <h2>{card.title}</h2>
        <More shown={card.items.length} total={card.total} />
      </header>
      <ul className="rows">
        {card.items.map((item) => (
          <li key={item.id}>
            <ListRow item={item} />
          </li>
        ))}
      </ul>
    </CardFrame>
  );
}

function ListRow({ item }: { readonly item: CardOf<'list'>['items'][number] }) {
  const { actions } = useGuest();
  const { ask } = item;
  const inside = (
    <>
      <span className="row-main">
        <span className="row-title">{item.title}</span>
        {item.subtitle !== undefined && <span className="row-sub">{item.subtitle}</span>}
      </span>
      {item.label !== undefined && <Badge tone="plain">{item.label}</Badge>}
      {ask !== undefined && <ChevronRight className="row-go" aria-hidden="true" />}
    </>
  );
  if (ask === undefined) return <div className="row">{inside}</div>;
  return (
    <button type="button" className="row" onClick={() => actions.ask(ask, 'card')}>
      {inside}
    </button>
  );
}

/** How much of a list is shown; nothing when it is whole. */
export function More({ shown, total }: { readonly shown: number; readonly total: number }) {
  const t = useT();
  return total > shown ? <p className="card-count">{t('card.more', { shown, total })}</p> : null;
}
