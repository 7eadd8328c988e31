import { Check, PackageCheck, X } from 'lucide-react';
import type { FoundView, LostView, MatchView } from '../../../core/contract/index.ts';
import { useT } from '../i18n/staff-i18n.ts';
import { useCommand } from '../use-command.ts';
import { ItemFacts } from './item-lists.tsx';

export interface Items {
  readonly lost: readonly LostView[];
  readonly found: readonly FoundView[];
  readonly matches: readonly MatchView[];
}

/** Pairs that may be the same, likeliest first: staff look, and the guest is only told what staff confirm. */
export function MatchList({ lost, found, matches }: Items) {
  const t = useT();
  const pairs = matches.flatMap((match) => {
    const missed = lost.find(({ id, state }) => id === match.lostId && state !== 'collected' && state !== 'closed');
    const kept = found.find(({ id, state }) => id === match.foundId && state === 'kept');
    return missed === undefined || kept === undefined ? [] : [{ match, missed, kept }];
  });
  return (
    <section className="panel" aria-labelledby="matches-title" data-testid="matches">
      <header>
        <h2 id="matches-title">{t('items.matches')}</h2>
      </header>
      {pairs.length === 0 && <p className="panel-empty">{t('items.noMatches')}</p>}
      <ul className="records">
        {pairs.map(({ match, missed, kept }) => (
          <Pair key={`${match.lostId}:${match.foundId}`} match={match} missed={missed} kept={kept} />
        ))}
      </ul>
    </section>
  );
}

function Pair({ match, missed, kept }: { readonly match: MatchView; readonly missed: LostView; readonly kept: FoundView }) {
  const t = useT();
  const { run, busy } = useCommand();
  const { lostId, foundId, confirmed, score } = match;
  const decide = (same: boolean) => void run({ type: 'staff.item.decide', lostId, foundId, same });
  return (
    <li className="record" data-testid="match">
      <p className="quiet small">{confirmed ? t('items.confirmed') : t('items.likely', { percent: Math.round(score * 100) })}</p>
      <div className="match-pair">
        <ItemFacts item={missed} kicker={t('items.missed')} />
        <ItemFacts item={kept} kicker={t('items.keptHere')} />
      </div>
      <div className="line">
        {confirmed ? (
          <button
            type="button"
            className="button button--ink"
            disabled={busy}
            data-testid="match-collected"
            onClick={() => void run({ type: 'staff.item.collected', lostId })}
          >
            <PackageCheck aria-hidden="true" />
            {t('items.collected')}
          </button>
        ) : (
          <button type="button" className="button button--ink" disabled={busy} data-testid="match-same" onClick={() => decide(true)}>
            <Check aria-hidden="true" />
            {t('items.same')}
          </button>
        )}
        <button type="button" className="button button--quiet" disabled={busy} data-testid="match-different" onClick={() => decide(false)}>
          <X aria-hidden="true" />
          {t('items.different')}
        </button>
      </div>
    </li>
  );
}
