import type { PrivacyNotice } from '../../core/contract/index.ts';
import type { Translate } from '../../core/i18n/translate.ts';
import type { MessageKey } from '../i18n/catalogues.ts';

type T = Translate<MessageKey>;

export const SECTIONS = ['machine', 'senses', 'memory', 'staff', 'operation', 'rights'] as const;
export type SectionId = (typeof SECTIONS)[number];

export interface NoticeSection {
  readonly id: SectionId;
  readonly lines: readonly string[];
}

/** The notice in the guest's language, by what a guest would ask for. */
export function noticeSections(notice: PrivacyNotice, name: string, t: T): readonly NoticeSection[] {
  const lines: Readonly<Record<SectionId, readonly string[]>> = {
    machine: [t('attract.machine', { name }), ...modelLines(notice, t), t('privacy.person')],
    senses: [t(notice.hears ? 'privacy.hears' : 'privacy.deaf'), ...cameraLines(notice, name, t)],
    memory: memoryLines(notice, t),
    staff: staffLines(notice, t),
    operation: operationLines(notice, t),
    rights: [...(notice.memory === null ? [] : [t('privacy.rights.memory')]), t('privacy.rights.staff'), ...contactLines(notice, t)],
  };
  return SECTIONS.map((id) => ({ id, lines: lines[id] }));
}

function modelLines({ model, memory }: PrivacyNotice, t: T): string[] {
  if (model === null) return [t('privacy.model.none')];
  if (model.here) return [t('privacy.model.here')];
  // These shape answers with a badge alone, so they go with the question whether or not earlier visits do.
  const needs = memory === null ? [] : [t('privacy.model.needs')];
  return [t('privacy.model.elsewhere', { host: model.host }), ...needs, ...(model.memory ? [t('privacy.model.memory')] : [])];
}

function cameraLines({ camera }: PrivacyNotice, name: string, t: T): string[] {
  const { badges, presence } = camera;
  if (!presence)
    return [t(badges === 'off' ? 'privacy.camera.off' : badges === 'always-ready' ? 'privacy.camera.ready' : 'privacy.camera.request')];
  const reads = badges === 'off' ? [] : [t(badges === 'always-ready' ? 'privacy.camera.ready' : 'privacy.camera.reads')];
  return [t('privacy.camera.presence', { name }), ...reads];
}

function memoryLines({ memory, sync, endpoint }: PrivacyNotice, t: T): string[] {
  if (memory === null) return [t('privacy.memory.off')];
  const kinds = (['facts', 'threads', 'episodes', 'turns'] as const).map((kind) =>
    t('privacy.memory.kind', { kind, days: memory[kind] ?? 0 }),
  );
  const where = sync === null ? t('privacy.memory.here') : t('privacy.memory.shared', { host: sync.host, days: sync.leaseDays });
  const there = sync === null || endpoint === null ? [] : [t('privacy.memory.endpoint', { host: endpoint.host, ...daysThere(endpoint) })];
  return [t('privacy.memory.ask'), ...kinds, t('privacy.memory.all', { days: memory.guest }), where, ...there];
}

/** 0 days: until they are erased. */
function daysThere({ keeps }: NonNullable<PrivacyNotice['endpoint']>): { readonly known: 'yes' | 'no'; readonly days: number } {
  return { known: keeps === null ? 'no' : 'yes', days: keeps?.guestDays ?? 0 };
}

function staffLines({ desk, crm, connected }: PrivacyNotice, t: T): string[] {
  return [
    t('privacy.desk', { days: desk.days }),
    t('privacy.bookings', { days: desk.bookingDays }),
    ...(crm === null ? [] : [t('privacy.crm', { host: crm })]),
    ...(connected.length === 0 ? [] : [t('privacy.connected', { hosts: connected.join(', ') })]),
  ];
}

function operationLines({ unansweredDays, traces, counts, endpoint }: PrivacyNotice, t: T): string[] {
  const lines = [
    ...(unansweredDays === null ? [] : [t('privacy.unanswered', { days: unansweredDays })]),
    ...(traces === null ? [] : [t('privacy.traces', { days: traces.days, words: traces.words ? 'yes' : 'no' })]),
    ...(counts && endpoint !== null ? fleetLines(endpoint, t) : []),
  ];
  return [...lines, t('privacy.nothing')];
}

/** What the kiosk tells of itself, and of guests. */
function fleetLines({ host, keeps }: NonNullable<PrivacyNotice['endpoint']>, t: T): string[] {
  return [
    t('privacy.heartbeat', { host }),
    t('privacy.counts'),
    ...(keeps === null ? [] : [t('privacy.counts.days', { days: keeps.countDays })]),
  ];
}

function contactLines({ controller, contact }: PrivacyNotice, t: T): string[] {
  return [
    controller === null ? t('privacy.controller.none') : t('privacy.controller', { controller }),
    ...(contact === null ? [] : [t('privacy.contact', { contact })]),
  ];
}
