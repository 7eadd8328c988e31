import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { COMMAND_KINDS, deviceStateSchema } from '../../../core/contract/fleet.ts';
import { VISIT_BANDS } from '../../../core/contract/fleet-counts.ts';
import { operatorRoleSchema } from '../../../core/contract/operator.ts';
import {
  commandStateSchema,
  configStateSchema,
  HEALTH_CODES,
  lightSchema,
  releaseKindSchema,
} from '../../../core/contract/operator-api.ts';
import { CONFIG_FIELDS } from '../../../renderer/operator/config/config-fields.ts';
import de from '../../../renderer/operator/i18n/de.json' with { type: 'json' };
import en from '../../../renderer/operator/i18n/en.json' with { type: 'json' };
import { SECTIONS } from '../../../renderer/operator/route.ts';

const sources = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(dir, name), 'utf8'));

/** Keys that are put together from codes of the contract. */
const COMPOSED: Readonly<Record<string, readonly string[]>> = {
  light: lightSchema.options,
  role: operatorRoleSchema.options,
  nav: SECTIONS,
  health: HEALTH_CODES,
  device: deviceStateSchema.options,
  command: commandStateSchema.options,
  action: COMMAND_KINDS.flatMap((kind) => [kind, `${kind}.title`, `${kind}.text`, `${kind}.do`]),
  'config.state': configStateSchema.shape.state.options,
  release: releaseKindSchema.options,
  'visits.band': VISIT_BANDS,
  cfg: CONFIG_FIELDS.map(({ path }) => path),
  choice: CONFIG_FIELDS.flatMap((field) => (field.kind === 'choice' ? field.choices : [])),
  'audit.action': [
    ...[...sources('cloud/operators'), ...sources('cloud/fleet')].flatMap((source) =>
      [...source.matchAll(/(?:note(?:Act)?\((?:which === 'all' \? )?|action: )'([a-z-]+)'/g)].map(([, action]) => action ?? ''),
    ),
    ...COMMAND_KINDS.map((kind) => `kiosk-${kind}`),
  ],
};

describe('catalogues of the operator page', () => {
  it('have the same keys, and each message its own values, in both languages', () => {
    expect(Object.keys(de)).toEqual(Object.keys(en));
    const valuesOf = (message: string, locale: string) => {
      const found = new Set<string>();
      JSON.stringify(new IntlMessageFormat(message, locale).getAst(), (_key, node) => {
        if (
          node !== null &&
          typeof node === 'object' &&
          typeof node.type === 'number' &&
          node.type >= 1 &&
          node.type <= 6 &&
          'value' in node
        )
          found.add(String(node.value));
        return node;
      });
      return [...found].sort();
    };
    const differing = Object.entries(en).filter(
      ([key, message]) => valuesOf(message, 'en').join() !== valuesOf(de[key as keyof typeof de], 'de').join(),
    );
    // The German sentence needs no plural of the count.
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it.each(Object.entries(COMPOSED))('have words for every code of %s', (group, codes) => {
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.filter((code) => !(`${group}.${code}` in en))).toEqual([]);
  });

  it('have no word that nothing says', () => {
    const all = sources('renderer/operator').join('\n');
    const groups = [
      ...Object.keys(COMPOSED),
      'failure',
      'problem',
      'topic',
      'configProblem',
      'cfgHint',
      'ended',
      'measure',
      'accounts',
      'versions',
      'config',
    ];
    const silent = Object.keys(en).filter((key) => !all.includes(`'${key}'`) && !groups.some((group) => key.startsWith(`${group}.`)));
    expect(silent).toEqual([]);
  });
});
