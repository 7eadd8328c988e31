import { BOOKINGS_KEPT_DAYS } from '../booking/booking.ts';
import type { EndpointKeeps } from '../contract/cloud-config.ts';
import type { KioskConfig, PrivacyNotice } from '../contract/index.ts';
import { DEFAULT_LLM_URL } from '../contract/llm-endpoint.ts';

/**
 * What the configuration means for a guest's data. It says what may happen, so nothing is left out because it is not in use at
 * the moment.
 * @param connected hosts of the systems that operators connected.
 * @param keeps how long the endpoint keeps what it has, as it said; null: it has not.
 */
export function privacyNotice(config: KioskConfig, connected: readonly string[] = [], keeps: EndpointKeeps | null = null): PrivacyNotice {
  const { privacy, llm, memory, sync, desk, venue, traces, webhook, badges, presence, hearing, fleet } = config;
  const { facts = null, threads = null, episodes = null, turns = memory.turnDays } = memory.retention;
  // Without an address it is the one that every client of this interface has by default.
  const modelUrl = llm.model === undefined ? undefined : (llm.baseUrl ?? DEFAULT_LLM_URL);
  const shared = memory.enabled && sync.url !== undefined;
  return {
    controller: privacy.controller ?? null,
    contact: privacy.contact ?? null,
    url: privacy.url ?? null,
    hears: hearing.enabled,
    camera: { badges: memory.enabled ? badges.camera : 'off', presence: presence.camera === 'on' },
    model: modelUrl === undefined ? null : { ...placeOf(modelUrl), memory: memory.enabled && llm.sendMemory },
    memory: memory.enabled ? { guest: memory.retentionDays, facts, threads, episodes, turns } : null,
    sync: shared && sync.url !== undefined ? { host: placeOf(sync.url).host, leaseDays: sync.leaseDays } : null,
    desk: { days: desk.retentionDays, bookingDays: BOOKINGS_KEPT_DAYS },
    crm: webhook.url === undefined ? null : placeOf(webhook.url).host,
    connected: [...new Set(connected)].sort(),
    unansweredDays: venue.unansweredDays === 0 ? null : venue.unansweredDays,
    traces: traces.enabled ? { days: traces.retentionDays, words: traces.texts !== 'none' } : null,
    counts: fleet.enabled && sync.url !== undefined,
    endpoint: sync.url === undefined ? null : { host: placeOf(sync.url).host, keeps },
  };
}

const THIS_MACHINE = /^(localhost|127(\.\d+){3}|\[::1\])$/;

function placeOf(url: string): { readonly host: string; readonly here: boolean } {
  const { hostname } = new URL(url);
  return { host: hostname, here: THIS_MACHINE.test(hostname) };
}
