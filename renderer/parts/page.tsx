import type { ReactNode } from 'react';

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly testId: string;
  readonly children: ReactNode;
}

/** One page of a console. */
export function Page({ title, lead, actions, testId, children }: PageProps) {
  return (
    <div className="page" data-testid={testId}>
      <div className="page-head">
        <div>
          <h2>{title}</h2>
          {lead !== undefined && <p>{lead}</p>}
        </div>
        {actions !== undefined && <div className="line">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
