import { afterEach, expect, it } from 'vitest';
import { type StartedWebServer, startWebServer } from '../contract/transports.ts';

let started: StartedWebServer | null = null;
afterEach(async () => {
  await started?.close();
  started = null;
});

const host = { connect: () => undefined, metrics: () => 'foyer_voice_to_voice_seconds_count 3\n' };

it('latencies are given to programs of this machine, which have no cookie', async () => {
  started = await startWebServer({ host });
  const response = await fetch(`${started.server.origin}/metrics`);
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  expect(await response.text()).toBe('foyer_voice_to_voice_seconds_count 3\n');
});

it('what a proxy hands on is from elsewhere, and needs the launch address like every page', async () => {
  started = await startWebServer({ host });
  const response = await fetch(`${started.server.origin}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } });
  expect(response.status).toBe(401);
});

it('a host without figures has no such page', async () => {
  started = await startWebServer();
  expect((await fetch(`${started.server.origin}/metrics`)).status).toBe(404);
});
