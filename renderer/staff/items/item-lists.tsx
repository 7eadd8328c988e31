import { X } from 'lucide-react';
import type { FoundView, LostView } from '../../../core/contract/index.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { When } from '../parts/when.tsx';
import { useCommand } from '../use-command.ts';

/** Settled ones that are still shown. */
const MAX_SETTLED = 10;

export function LostList({ lost }: { readonly lost: readonly LostView[] }) {
  const t = useT();
  const open = lost.filter(({ state }) => state !== 'collected' && state !== 'closed');
  const settled = lost.filter((item) => !open.includes(item)).slice(0, MAX_SETTLED);
  return (
    <List title={t('items.lost')} empty={t('items.noLost')} testId="lost-list">
      {[...open, ...settled].map((item) => (
        <Row
          key={item.id}
          item={item}
          state={t(`items.state.${item.state}`)}
          closes={open.includes(item) ? t('items.stopLooking') : null}
        />
      ))}
    </List>
  );
}

export function FoundList({ found }: { readonly found: readonly FoundView[] }) {
  const t = useT();
  const kept = found.filter(({ state }) => state === 'kept');
  const given = found.filter(({ state }) => state === 'given').slice(0, MAX_SETTLED);
  return (
    <List title={t('items.found')} empty={t('items.noFound')} testId="found-list">
      {[...kept, ...given].map((item) => (
        <Row
          key={item.id}
          item={item}
          state={item.state === 'kept' && item.by === 'guest' ? t('items.state.byGuest') : t(`items.state.${item.state}`)}
          closes={item.state === 'kept' ? t('items.notHere') : null}
        />
      ))}
    </List>
  );
}

interface ListProps {
  readonly title: string;
  readonly empty: string;
  readonly testId: string;
  readonly children: readonly React.ReactNode[];
}

function List({ title, empty, testId, children }: ListProps) {
  return (
    <section className="panel" aria-label={title} data-testid={testId}>
      <header>
        <h2>{title}</h2>
      </header>
      {children.length === 0 && <p className="panel-empty">{empty}</p>}
      <ul className="records">{children}</ul>
    </section>
  );
}

interface RowProps {
  readonly item: LostView | FoundView;
  readonly state: string;
  /** What the button that ends it says; null: it is ended. */
  readonly closes: string | null;
}

function Row({ item, state, closes }: RowProps) {
  const { run, busy } = useCommand();
  return (
    <li className="record" data-state={item.state}>
      <ItemFacts item={item} kicker={state} />
      {closes !== null && (
        <button
          type="button"
          className="button button--quiet"
          disabled={busy}
          onClick={() => void run({ type: 'staff.item.close', itemId: item.id })}
        >
          <X aria-hidden="true" />
          {closes}
          <span className="visually-hidden">{item.what}</span>
        </button>
      )}
    </li>
  );
}

export function ItemFacts({ item, kicker }: { readonly item: LostView | FoundView; readonly kicker: string }) {
  const t = useT();
  return (
    <div>
      <p className="quiet small">
        {kicker} · {t('request.number', { ticket: item.ticket })} · <When at={item.day} />
      </p>
      <h3>{item.what}</h3>
      {(item.where !== '' || item.details !== '') && <p>{[item.where, item.details].filter((part) => part !== '').join(' · ')}</p>}
    </div>
  );
}
