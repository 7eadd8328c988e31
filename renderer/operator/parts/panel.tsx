import type { ReactNode } from 'react';
import type { Refusal } from '../api.ts';
import { useT } from '../i18n/operator-i18n.tsx';
import { failureText } from '../use-act.ts';

interface PanelProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly testId?: string;
  readonly children: ReactNode;
}

export function Panel({ title, lead, actions, testId, children }: PanelProps) {
  return (
    <section className="panel stack" aria-label={title} data-testid={testId}>
      <header>
        <h3>{title}</h3>
        {actions}
      </header>
      {lead !== undefined && <p className="panel-lead">{lead}</p>}
      {children}
    </section>
  );
}

/** In place of what has not come yet, and above what may be out of date. */
export function LoadState({ problem, loaded }: { readonly problem: Refusal | null; readonly loaded: boolean }) {
  const t = useT();
  if (problem !== null)
    return (
      <p className="callout callout--warn" role="status" data-testid="load-problem">
        <span aria-hidden="true">!</span>
        <span>
          {failureText(t, problem)} {loaded && t('load.stale')}
        </span>
      </p>
    );
  return loaded ? null : (
    <p className="quiet" role="status">
      {t('load.loading')}
    </p>
  );
}
