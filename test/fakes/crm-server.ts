import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verifyWebhook } from '../../host/webhook/sign.ts';

/** What the CRM does with the next push; after the last it takes everything. */
export type CrmMood = 'takes' | 'fails' | 'refuses' | 'busy' | 'stalls' | 'drops' | 'drops-after-taking' | 'redirects';

export interface CrmPush {
  readonly id: string;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

/** A small real CRM: takes leads once each, and only with a good signature. */
export async function startCrm(secret: string, moods: CrmMood[] = []) {
  /** By idempotency key: a repeated push is the same. */
  const taken = new Map<string, CrmPush>();
  const calls: { readonly key: string; readonly signed: boolean; readonly mood: CrmMood }[] = [];
  const stalled = new Set<ServerResponse>();
  const waiting: (() => void)[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const header = (name: string) => String(request.headers[name] ?? '');
    const mood = moods.shift() ?? 'takes';
    const key = header('idempotency-key');
    const push = { timestamp: header('foyer-timestamp'), signature: header('foyer-signature'), body };
    const signed = verifyWebhook(secret, push, Math.floor(Date.now() / 1000));
    calls.push({ key, signed, mood });
    const take = () => taken.set(key, JSON.parse(body) as CrmPush);
    const answer = (status: number, headers: Record<string, string> = {}) => response.writeHead(status, headers).end();
    if (!signed) answer(401);
    else if (mood === 'takes') {
      take();
      answer(204);
    } else if (mood === 'drops-after-taking') {
      take();
      request.socket.destroy();
    } else if (mood === 'drops') request.socket.destroy();
    else if (mood === 'stalls') stalled.add(response);
    else if (mood === 'busy') answer(429, { 'Retry-After': '90' });
    else if (mood === 'redirects') answer(307, { Location: '/elsewhere' });
    else answer(mood === 'fails' ? 500 : 422);
    for (const wake of waiting.splice(0)) wake();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/leads`,
    taken,
    calls,
    /** Resolves when so many pushes have come in. */
    async called(times: number) {
      while (calls.length < times) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    async close() {
      for (const response of stalled) response.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
