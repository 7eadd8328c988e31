import { kindOf, useT } from '../i18n/staff-i18n.ts';

/** Records by kind: "1105 Sessions". Kinds of which there are none are left out. */
export function Counts({ counts }: { readonly counts: Readonly<Record<string, number>> }) {
  const t = useT();
  return (
    <dl className="counts">
      {Object.entries(counts)
        .filter(([, count]) => count > 0)
        .map(([kind, count]) => (
          <div key={kind}>
            <dt>{kindOf(t, kind, count)}</dt>
            <dd className="numeric">{count}</dd>
          </div>
        ))}
    </dl>
  );
}
