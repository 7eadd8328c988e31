import type { LocalText, PlaceKind } from '../../../model.ts';
import { localText, oneLine } from '../../programme/plain-text.ts';
import { isRecord } from '../../read-yaml.ts';
import type { Content } from '../content.ts';
import { type Feature, featureOf } from '../geojson-features.ts';

/** A feature of an IMDF archive: what it is, and its geometry where it has one. */
export interface ImdfFeature {
  readonly file: string;
  readonly line: number;
  readonly id: string;
  readonly type: string;
  readonly properties: Record<string, unknown>;
  readonly geometry: Feature | null;
}

const TYPES =
  /^(?:address|amenity|anchor|building|detail|fixture|footprint|geofence|kiosk|level|occupant|opening|relationship|section|unit|venue)$/;

export function isImdf(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const features = Array.isArray(value.features) ? (value.features as unknown[]).filter(isRecord) : undefined;
  if (features === undefined) return isManifest(value);
  const [first] = features;
  return first !== undefined && TYPES.test(String(first.feature_type));
}

/** {"version": "1.0.0", "created": …, "language": "en-US"} */
export function isManifest(value: Record<string, unknown>): boolean {
  return typeof value.version === 'string' && typeof value.created === 'string' && !('features' in value);
}

export function featuresIn({ name, json }: Content): ImdfFeature[] {
  const value = json?.value;
  if (!isRecord(value) || !Array.isArray(value.features)) return [];
  return (value.features as unknown[]).flatMap((raw): ImdfFeature[] => {
    if (!isRecord(raw) || !TYPES.test(String(raw.feature_type))) return [];
    const properties = isRecord(raw.properties) ? raw.properties : {};
    return [
      {
        file: name,
        line: json?.lineOf(raw) ?? 1,
        id: String(raw.id ?? ''),
        type: String(raw.feature_type),
        properties,
        geometry: featureOf(raw),
      },
    ];
  });
}

/** The name in the languages it has; "EN" and "en-US" as the model writes them. */
export function nameOf(properties: Record<string, unknown>): LocalText | undefined {
  const name = localText(properties.name) ?? localText(properties.alt_name);
  if (typeof name !== 'object') return name;
  const entries = Object.entries(name);
  return entries.length === 1 ? entries[0]?.[1] : name;
}

export function aliasesOf(properties: Record<string, unknown>): string[] {
  const alternate = isRecord(properties.alt_name) ? Object.values(properties.alt_name) : [properties.alt_name];
  const short = isRecord(properties.short_name) ? Object.values(properties.short_name) : [];
  const main = oneLine(properties.name);
  return [...new Set([...alternate, ...short].flatMap((text) => oneLine(text) ?? []))].filter((text) => text !== main);
}

export function textProperty(properties: Record<string, unknown>, key: string): string | undefined {
  const value = properties[key];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

export function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value)
    ? value.flatMap((item: unknown) => (typeof item === 'string' ? [item] : isRecord(item) && typeof item.id === 'string' ? [item.id] : []))
    : [];
}

const KINDS: readonly (readonly [RegExp, PlaceKind])[] = [
  [/^restroom|^toilet/, 'toilet'],
  [/^elevator/, 'lift'],
  [/^stairs|^steps|^escalator/, 'stairs'],
  [/entrance|entry/, 'entrance'],
  [/emergencyexit/, 'exit'],
  [/restaurant|foodservice|dining|foodcourt/, 'restaurant'],
  [/\bbar\b|pub|nightclub/, 'bar'],
  [/coffee|cafe|bakery|tea/, 'cafe'],
  [/parking/, 'parking'],
  [/taxi|bus|train|rail|subway|transit|platform|rideshare|bicycle/, 'transport'],
  [/information|reception|checkin|ticket|security|frontdesk|customerservice/, 'desk'],
  [/auditorium|theater|movietheater|exhibit|ballroom|fieldofplay/, 'hall'],
  [/fitness|pool|spa|recreation|terrace|gym|playground/, 'leisure'],
  [
    /firstaid|mothersroom|prayer|phone|atm|locker|baggage|luggage|wifi|drinkingfountain|vending|smoking|shower|privatelounge|mail|service|defibrillator|chapel|lostandfound/,
    'service',
  ],
  [
    /^(?:room|conferenceroom|huddleroom|classroom|laborator|library|lounge|waitingroom|office|kitchen|unspecified|lobby|phoneroom|storage)/,
    'room',
  ],
  [/shop|store|retail|apparel|fashion|jewel|gift|book|electronics|supermarket|pharmacy|beauty|shoes|toys|sport|duty/, 'shop'],
];

export function kindOf(category: string): PlaceKind | undefined {
  return KINDS.find(([pattern]) => pattern.test(category))?.[1];
}
