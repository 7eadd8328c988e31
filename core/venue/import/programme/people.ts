import type { Speaker } from '../../model.ts';
import type { RawRecord } from '../raw-record.ts';
import type { Sources } from '../sources.ts';
import { optional } from './judge-session.ts';
import { localText, oneLine, slugOf } from './plain-text.ts';

/** People of a programme by their id in its source, else by name. */
export interface People {
  /** Id of the speaker; somebody whom only a session names is added. */
  idOf(source: string, person: { readonly guid: string | undefined; readonly name: string }, raw: RawRecord): string;
  list(): readonly Speaker[];
}

/**
 * @param kept speakers of other sources, who stay.
 * @param records people that files list, with the source of each.
 */
export function createPeople(
  kept: readonly Speaker[],
  records: readonly (readonly [source: string, raw: RawRecord])[],
  sources: Sources,
): People {
  const speakers = new Map(kept.map((speaker) => [speaker.id, speaker]));
  const byName = new Map(kept.map(({ id, name }) => [keyOf(name), id]));
  const byGuid = new Map<string, string>();
  /** The pages of one export are files of their own: one guid with one name is one person. */
  const byPerson = new Map<string, string>();

  function add(source: string, guid: string | undefined, name: string, raw: RawRecord): string {
    const { value } = raw;
    const wanted = `${source}:${guid ?? slugOf(name)}`.slice(0, 180);
    let id = wanted;
    for (let n = 2; speakers.has(id); n += 1) id = `${wanted}~${n}`;
    const own = oneLine(value.name) === name;
    const speaker: Speaker = {
      id,
      name,
      ...(own ? optional('role', localText(value.role)) : {}),
      ...(own ? optional('organisation', oneLine(value.organisation)) : {}),
      ...(own ? optional('bio', localText(value.bio)) : {}),
    };
    speakers.set(id, speaker);
    if (!byName.has(keyOf(name))) byName.set(keyOf(name), id);
    if (guid !== undefined) {
      byGuid.set(`${source}:${guid}`, id);
      byPerson.set(`${guid}:${keyOf(name)}`, id);
    }
    sources.add('speaker', speaker, raw);
    return id;
  }

  for (const [source, raw] of records) {
    const name = oneLine(raw.value.name);
    const guid = raw.value.guid === undefined || raw.value.guid === '' ? undefined : String(raw.value.guid);
    if (name === undefined || (guid !== undefined && byGuid.has(`${source}:${guid}`))) continue;
    if (guid === undefined && byName.has(keyOf(name))) continue;
    const twin = guid === undefined ? undefined : byPerson.get(`${guid}:${keyOf(name)}`);
    if (guid !== undefined && twin !== undefined) {
      byGuid.set(`${source}:${guid}`, twin);
      continue;
    }
    add(source, guid, name, raw);
  }

  return {
    idOf(source, { guid, name }, raw) {
      const known = (guid === undefined ? undefined : byGuid.get(`${source}:${guid}`)) ?? byName.get(keyOf(name));
      return known ?? add(source, guid, name, raw);
    },
    list: () => [...speakers.values()],
  };
}

function keyOf(name: string): string {
  return name.trim().toLowerCase().replace(/\s+/g, ' ');
}
