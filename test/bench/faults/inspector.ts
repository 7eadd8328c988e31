import { z } from 'zod';
import type { RunningProcess } from '../../e2e/support/kiosk-process.ts';

/** For NODE_OPTIONS: a process that is asked for its debugger takes any free port. */
export const ANY_PORT = '--inspect-port=0';

const messageSchema = z.object({
  id: z.number().optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
});
const valueSchema = z.object({ result: z.object({ value: z.unknown().optional() }) });
const attachedSchema = z.object({ sessionId: z.string(), workerInfo: z.object({ title: z.string() }) });

/** What runs in a process or in one of its threads can be broken through it from without. */
export interface Inspector {
  /** Returns at once: what breaks does not answer. */
  run(code: string): void;
  /** What the code gives, where it is plain data. */
  value(code: string): Promise<unknown>;
  /** @param name part of a thread's name. @throws Error when there is none */
  runInThread(name: string, code: string): Promise<void>;
  close(): void;
}

/** Node's own debugger, which every Node process opens at SIGUSR1. */
export async function openInspector(running: RunningProcess): Promise<Inspector> {
  process.kill(running.pid, 'SIGUSR1');
  const [, url = ''] = await running.waitFor(/Debugger listening on (ws:\S+)/);
  return connectInspector(url);
}

/** @param url of a target of Node's or Chromium's debugger */
export async function connectInspector(url: string): Promise<Inspector> {
  const socket = new WebSocket(url);
  const threads: z.infer<typeof attachedSchema>[] = [];
  const waiting = new Map<number, (result: unknown) => void>();
  let nextId = 1;
  let onThread = () => {};
  socket.addEventListener('message', ({ data }) => {
    const { id = 0, method, params, result } = messageSchema.parse(JSON.parse(String(data)));
    waiting.get(id)?.(result);
    if (method !== 'NodeWorker.attachedToWorker') return;
    threads.push(attachedSchema.parse(params));
    onThread();
  });
  await new Promise((done, failed) => {
    socket.addEventListener('open', done);
    socket.addEventListener('error', () => failed(new Error(`${url} cannot be reached`)));
  });
  const command = (method: string, params: object) => JSON.stringify({ id: nextId++, method, params });
  const evaluate = (code: string) => command('Runtime.evaluate', { expression: code });
  return {
    run: (code) => socket.send(evaluate(code)),
    async value(code) {
      const answer = new Promise<unknown>((done) => waiting.set(nextId, done));
      socket.send(evaluate(code));
      return valueSchema.parse(await answer).result.value;
    },
    async runInThread(name, code) {
      const find = () => threads.findLast(({ workerInfo }) => workerInfo.title.includes(name));
      const found = new Promise<void>((done) => {
        onThread = () => find() !== undefined && done();
      });
      socket.send(command('NodeWorker.enable', { waitForDebuggerOnStart: false }));
      const late = new Promise<never>((_, failed) => setTimeout(() => failed(new Error(`no thread is called ${name}`)), 5000).unref());
      if (find() === undefined) await Promise.race([found, late]);
      const sessionId = find()?.sessionId;
      socket.send(command('NodeWorker.sendMessageToWorker', { sessionId, message: evaluate(code) }));
    },
    close: () => socket.close(),
  };
}

/** Code that fills the heap until the engine gives up. */
export const FILL_THE_HEAP = 'const all = []; for (;;) all.push(new Array(100_000).fill(all.length + 0.5));';
