import { useLanguage, useT } from '../i18n/operator-i18n.tsx';

interface CountCellProps {
  /** null: withheld. */
  readonly count: number | null;
  readonly smallest: number;
}

/** A table's cell; one that is withheld says so rather than looking like nothing. */
export function CountCell({ count, smallest }: CountCellProps) {
  const t = useT();
  const { tag } = useLanguage();
  if (count !== null) return <td className="number numeric">{new Intl.NumberFormat(tag).format(count)}</td>;
  return (
    <td className="number withheld">
      <span aria-hidden="true">·</span>
      <span className="visually-hidden">{t('analytics.withheld', { smallest })}</span>
    </td>
  );
}
