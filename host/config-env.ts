/**
 * Environment variables that override config.yaml, for containers and tests. FOYER_DATA (the data
 * directory), FOYER_LOG_LEVEL and the keys named by llm.apiKeyEnv and sync.tokenEnv are read
 * where they are used.
 */
export const CONFIG_ENV: Readonly<
  Record<string, { readonly path: readonly string[]; readonly type: 'text' | 'number' | 'boolean' | 'list' }>
> = {
  FOYER_NAME: { path: ['name'], type: 'text' },
  FOYER_COMPANION: { path: ['companion', 'id'], type: 'text' },
  FOYER_LOCALES: { path: ['locales'], type: 'list' },
  FOYER_PLACE: { path: ['placeId'], type: 'text' },
  FOYER_NOW: { path: ['now'], type: 'text' },
  FOYER_SPEECH_MODEL: { path: ['hearing', 'model'], type: 'text' },
  FOYER_AUTO_INSTALL: { path: ['hearing', 'autoInstall'], type: 'text' },
  FOYER_HEARING: { path: ['hearing', 'enabled'], type: 'boolean' },
  FOYER_SPEAKING: { path: ['speaking', 'enabled'], type: 'boolean' },
  FOYER_LLM_BASE_URL: { path: ['llm', 'baseUrl'], type: 'text' },
  FOYER_LLM_MODEL: { path: ['llm', 'model'], type: 'text' },
  FOYER_SYNC_URL: { path: ['sync', 'url'], type: 'text' },
  FOYER_SYNC_TENANT: { path: ['sync', 'tenant'], type: 'text' },
  FOYER_HOST: { path: ['web', 'host'], type: 'text' },
  FOYER_PORT: { path: ['web', 'port'], type: 'number' },
  FOYER_ALLOWED_ORIGINS: { path: ['web', 'allowedOrigins'], type: 'list' },
};

/** The value a variable stands for; a text that is no number or boolean stays one, and is reported as such. */
export function parseEnv(text: string, type: 'text' | 'number' | 'boolean' | 'list'): unknown {
  if (type === 'number' && /^-?\d+(\.\d+)?$/.test(text.trim())) return Number(text);
  if (type === 'boolean' && /^(true|false)$/i.test(text.trim())) return /^true$/i.test(text.trim());
  if (type === 'list') return text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
  return text;
}
