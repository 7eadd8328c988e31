import type { FactKind } from '../ports.ts';

/** Diets that tell of health or faith. */
const TELLING_DIETS: ReadonlySet<string> = new Set(['halal', 'kosher', 'gluten-free', 'lactose-free']);

interface Told {
  readonly kind: FactKind;
  readonly value: string;
}

/** Kept beyond this conversation only when the guest says yes to exactly that. */
export function needsConsent({ kind, value }: Told): boolean {
  return kind === 'allergy' || kind === 'access' || needsPurpose({ kind }) || (kind === 'diet' && TELLING_DIETS.has(value));
}

/** Not even asked about unless the guest told it for something they want done. */
export function needsPurpose({ kind }: Pick<Told, 'kind'>): boolean {
  return kind === 'health' || kind === 'religion';
}
