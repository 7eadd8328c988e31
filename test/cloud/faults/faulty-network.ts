import type { Random } from '../../support/random.ts';
import type { Simulation } from './simulation.ts';
import type { Tally } from './tally.ts';

export interface EndpointAnswer {
  readonly status: number;
  readonly body: string;
}
export interface EndpointRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: string | null;
}
/** null: the endpoint was killed, or does not run. */
export type Endpoint = (request: EndpointRequest) => Promise<EndpointAnswer | null>;

export interface FaultyNetwork {
  /** `fetch` of one kiosk. */
  fetchFor(kiosk: number): typeof fetch;
  /** Cuts a kiosk off: its requests fail, and answers on their way are lost. */
  partition(kiosk: number, forMs: number): void;
  /** No more faults; what is under way still arrives. */
  heal(): void;
}

/** A kiosk waits no longer for an answer. Its request may arrive all the same. */
const CLIENT_TIMEOUT_MS = 10_000;
const LONGEST_DELAY_MS = 25_000;
const FATES = [
  { name: 'dropped before', share: 0.08 },
  { name: 'dropped after', share: 0.08 },
  { name: 'duplicated', share: 0.08 },
  { name: 'delayed', share: 0.1 },
  { name: 'answer delayed', share: 0.06 },
] as const;
type Fate = (typeof FATES)[number]['name'] | null;

/** Loses, doubles, delays and so reorders what kiosks and the endpoint send each other. */
export function createFaultyNetwork(deps: {
  readonly simulation: Simulation;
  readonly random: Random;
  readonly tally: Tally;
  readonly endpoint: Endpoint;
}): FaultyNetwork {
  const { simulation, random, tally, endpoint } = deps;
  const cutOffUntilMs = new Map<number, number>();
  let healed = false;
  const isCutOff = (kiosk: number) => simulation.nowMs() < (cutOffUntilMs.get(kiosk) ?? 0);

  function drawFate(): Fate {
    if (healed) return null;
    let dice = random();
    for (const { name, share } of FATES) {
      dice -= share;
      if (dice < 0) {
        tally.count(`message ${name}`);
        return name;
      }
    }
    return null;
  }
  const transit = () => 2 + random() * 150;
  const long = () => 1000 + random() * LONGEST_DELAY_MS;

  function send(kiosk: number, request: EndpointRequest, answered: (answer: EndpointAnswer | null) => void): void {
    const fate = drawFate();
    const what = `kiosk ${kiosk} ${request.url.pathname}${fate === null ? '' : ` (${fate})`}`;
    if (fate !== null) tally.note(what);
    if (fate === 'dropped before') return void simulation.after(transit(), () => answered(null));
    const deliver = (fatal: boolean) => async () => {
      if (isCutOff(kiosk)) return answered(null);
      const answer = await simulation.busy(endpoint(request));
      const backMs = fate === 'answer delayed' ? long() : transit();
      simulation.after(backMs, () => answered(fatal || isCutOff(kiosk) ? null : answer));
    };
    simulation.after(fate === 'delayed' ? long() : transit(), () => void deliver(fate === 'dropped after')());
    // By a proxy that tries again: the kiosk sees the first answer.
    if (fate === 'duplicated') simulation.after(long(), () => void deliver(false)());
  }
  return {
    fetchFor: (kiosk) => (input, init) =>
      new Promise((resolve, reject) => {
        const fail = () => reject(new TypeError('fetch failed'));
        init?.signal?.addEventListener('abort', fail);
        const cancel = simulation.after(CLIENT_TIMEOUT_MS, fail);
        const body = typeof init?.body === 'string' ? init.body : null;
        send(kiosk, { method: init?.method ?? 'GET', url: new URL(String(input)), body }, (answer) => {
          cancel();
          if (answer === null) fail();
          else resolve(new Response(answer.body, { status: answer.status }));
        });
      }),
    partition(kiosk, forMs) {
      tally.count('partition');
      cutOffUntilMs.set(kiosk, simulation.nowMs() + forMs);
    },
    heal() {
      healed = true;
      cutOffUntilMs.clear();
    },
  };
}
