import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { configSchema } from '../../../core/contract/index.ts';
import { privacyNotice } from '../../../core/kiosk/privacy-notice.ts';
import { configurationProbes } from '../../../host/doctor/configuration.ts';
import { createModelClient } from '../../../host/llm/create-model-client.ts';
import { llmSettingsOf } from '../../../host/llm/llm-settings.ts';

const ELSEWHERE = 'https://gateway.elsewhere.example/v1';
const REQUEST = { system: 's', tools: [], messages: [{ role: 'user' as const, text: 'where is my room' }] };

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const clientOf = (baseUrl: string | undefined) => {
  const config = configSchema.parse({ llm: { model: 'm', ...(baseUrl === undefined ? {} : { baseUrl }) } });
  const settings = llmSettingsOf(config, { [config.llm.apiKeyEnv]: 'key' });
  if (settings === null) throw new Error('no settings');
  return { config, client: createModelClient(settings) };
};
const ask = (client: ReturnType<typeof createModelClient>) => client.ask(REQUEST, new AbortController().signal);

describe("a guest's words", () => {
  it.each([[undefined], ['https://models.venue.example/v1']])(
    'go to the host that the privacy notice names, whatever the environment says (llm.baseUrl %s)',
    async (baseUrl) => {
      const asked: { readonly host: string; readonly headers: string }[] = [];
      vi.stubGlobal('fetch', async (url: string | URL | Request, init?: RequestInit) => {
        const address = url instanceof Request ? url.url : String(url);
        asked.push({ host: new URL(address).hostname, headers: JSON.stringify([...new Headers(init?.headers)]) });
        return new Response('{}', { status: 500 });
      });
      vi.stubEnv('OPENAI_BASE_URL', ELSEWHERE);
      vi.stubEnv('OPENAI_ORG_ID', 'org-of-somebody');
      vi.stubEnv('OPENAI_PROJECT_ID', 'proj-of-somebody');
      const { config, client } = clientOf(baseUrl);
      await expect(ask(client)).rejects.toMatchObject({ status: 500 });
      expect(asked.length).toBeGreaterThan(0);
      expect(new Set(asked.map(({ host }) => host))).toEqual(new Set([privacyNotice(config).model?.host]));
      expect(JSON.stringify(asked)).not.toContain('of-somebody');
    },
  );

  it('follow no redirect to another host', async () => {
    let elsewhere = 0;
    const other = createServer((_request, response) => {
      elsewhere += 1;
      response.end('{}');
    });
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const to = `http://127.0.0.1:${(other.address() as AddressInfo).port}/v1/responses`;
    const endpoint = createServer((_request, response) => void response.writeHead(307, { location: to }).end());
    await new Promise<void>((done) => endpoint.listen(0, '127.0.0.1', done));
    const { client } = clientOf(`http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/v1`);
    await expect(ask(client)).rejects.toMatchObject({ code: 'llm-unreachable', status: 307 });
    expect(elsewhere).toBe(0);
    for (const server of [other, endpoint]) await new Promise((done) => server.close(done).closeAllConnections());
  });

  it('are said by the doctor to go there, with a variable that is not used', async () => {
    const probe = configurationProbes.find(({ name }) => name === 'language model');
    const check = async (env: Record<string, string>) => {
      const { config } = clientOf(undefined);
      const [found] = (await probe?.run({ config, env, dataDir: '', problems: [] } as never)) ?? [];
      return found;
    };
    expect(await check({ FOYER_LLM_API_KEY: 'key' })).toMatchObject({
      state: 'ok',
      message: expect.stringContaining('m at api.openai.com'),
    });
    expect(await check({ FOYER_LLM_API_KEY: 'key', OPENAI_BASE_URL: ELSEWHERE })).toMatchObject({
      state: 'warn',
      message: expect.stringMatching(/m at api\.openai\.com; OPENAI_BASE_URL is not used/),
    });
  });
});
