import type { Recipe } from '../../core/venue/edits/recipe.ts';
import { type ColumnMappings, columnMappingSchema } from '../../core/venue/import/formats/column-mapping.ts';

/** What staff said that the columns of tables are; what an older program wrote and this one cannot read is left out. */
export function mappingsOf({ mappings }: Pick<Recipe, 'mappings'>): ColumnMappings {
  const parsed = Object.entries(mappings).map(([fingerprint, mapping]) => [fingerprint, columnMappingSchema.safeParse(mapping)] as const);
  return new Map(parsed.flatMap(([fingerprint, { data }]) => (data === undefined ? [] : [[fingerprint, data] as const])));
}
