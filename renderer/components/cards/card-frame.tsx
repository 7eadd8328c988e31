import type { ReactNode } from 'react';
import type { Card } from '../../../core/contract/index.ts';

interface CardFrameProps {
  readonly card: Card;
  readonly className?: string;
  readonly children: ReactNode;
}

export function CardFrame({ card, className = '', children }: CardFrameProps) {
  return (
    <article className={`card card--${card.kind} ${className}`} data-testid={`card-${card.kind}`} data-card={card.id}>
      {children}
    </article>
  );
}

interface BadgeProps {
  readonly tone: 'good' | 'soon' | 'bad' | 'plain' | 'accent';
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** A short fact. Its colour only repeats what the words and the symbol say. */
export function Badge({ tone, icon, children }: BadgeProps) {
  return (
    <span className={`badge badge--${tone}`}>
      {icon}
      {children}
    </span>
  );
}
