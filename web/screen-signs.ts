import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';

/** Where the page on this machine says that it still works. */
export const ALIVE_PATH = '/alive';
/** Where the program that keeps the screen up asks for it. */
export const SCREEN_PATH = '/screen';

/** How the screen on this machine is. */
export const screenStateSchema = z.object({
  /** Since the page last said that it works, or null: not since the kiosk started. */
  seenMs: z.number().nonnegative().nullable(),
  /** Pages connected now. */
  connected: z.number().int().nonnegative(),
});
export type ScreenState = z.infer<typeof screenStateSchema>;

export interface ScreenSignsDeps {
  readonly app: FastifyInstance;
  /** A program on this machine itself. */
  isOwnMachine(request: FastifyRequest): boolean;
  connected(): number;
  nowMs(): number;
}

/** The page speaks with its cookie; who asks needs none, since it learns nothing of a guest. Both only on this machine. */
export function addScreenSigns({ app, isOwnMachine, connected, nowMs }: ScreenSignsDeps): void {
  let seenAtMs: number | null = null;
  app.post(ALIVE_PATH, async (request, reply) => {
    if (isOwnMachine(request)) seenAtMs = nowMs();
    return reply.code(204).send();
  });
  app.get(SCREEN_PATH, async (request, reply) => {
    if (!isOwnMachine(request)) return reply.callNotFound();
    return { seenMs: seenAtMs === null ? null : nowMs() - seenAtMs, connected: connected() } satisfies ScreenState;
  });
}
