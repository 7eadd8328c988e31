import type { KioskConfig } from '../../core/contract/index.ts';
import type { Companions } from './create-companions.ts';

/** The configuration with what the companion says of name, languages and voice: read each time, for it may change between guests. */
export function withCompanion(config: KioskConfig, companions: Companions): KioskConfig {
  return {
    ...config,
    get companion() {
      const { current } = companions;
      return current === null ? config.companion : { ...config.companion, name: current.name };
    },
    get locales() {
      const { first, offered = config.locales } = companions.current?.languages ?? {};
      return first === undefined ? offered : [first, ...offered.filter((locale) => locale !== first)];
    },
    get speaking() {
      const { name, rate } = companions.current?.voice ?? {};
      return { ...config.speaking, ...(name === undefined ? {} : { voice: name }), ...(rate === undefined ? {} : { rate }) };
    },
  };
}
