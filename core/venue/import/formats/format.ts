import type { Floor, PathEdge, PathNode, Place } from '../../model.ts';
import type { Finding } from '../finding.ts';
import type { WalkPlan } from '../plans/walk-plan.ts';
import type { RawRecord } from '../raw-record.ts';
import type { ColumnMappings, ReadTable } from './column-mapping.ts';
import type { Content } from './content.ts';

/**
 * One format of files that staff have: knows its own by their content and turns one into records that are
 * not judged yet. A format is pure: bytes in, records and findings out.
 */
export interface Format {
  /** As people call it: "schedule XML". */
  readonly label: string;
  /** 0: not mine; 1: certainly mine. The highest of all formats reads the file. */
  detect(content: Content): number;
  /** @throws FoyerError "import-unreadable" when nothing of the file can be used. */
  parse(content: Content, context?: ReadContext): ParsedFile;
  /** For tables: how each is or could be read, also where `parse` refuses it. */
  tables?(content: Content, context?: ReadContext): readonly ReadTable[];
  /** For formats of several files: reads all of the format in one import at once, instead of `parse`. */
  together?(contents: readonly Content[]): ParsedFile;
}

export interface ReadContext {
  /** What staff said that the columns of tables are. */
  readonly mappings?: ColumnMappings;
}

/** Everything one file says, in the field names of ParsedSession and so on, values as the file wrote them. */
export interface ParsedFile {
  readonly format: string;
  /** Short name of the event or file, the first part of the records' identity: "fosdem-2025". */
  readonly source?: string;
  readonly event?: ParsedEvent;
  readonly sessions?: readonly RawRecord[];
  readonly people?: readonly RawRecord[];
  readonly rooms?: readonly RawRecord[];
  readonly exhibitors?: readonly RawRecord[];
  readonly faqs?: readonly RawRecord[];
  readonly dishes?: readonly RawRecord[];
  readonly services?: readonly RawRecord[];
  readonly plan?: ParsedPlan;
  readonly tables?: readonly ReadTable[];
  readonly findings?: readonly Finding[];
}

export interface ParsedEvent {
  readonly name?: string;
  readonly venueName?: string;
  /** IANA zone that the file names. */
  readonly timezone?: string;
  /** Dates, or dates with a time. */
  readonly firstDay?: string;
  readonly lastDay?: string;
  readonly languages?: readonly string[];
  /** ISO 4217, of the prices. */
  readonly currency?: string;
}

/** Floors with what stands on them, ready made: positions cannot be judged apart from each other. */
export interface ParsedPlan {
  readonly floors: readonly Floor[];
  readonly places: readonly Place[];
  readonly nodes: readonly PathNode[];
  readonly edges: readonly PathEdge[];
  /** What paths can be derived from, for floors without any. */
  readonly walk?: WalkPlan;
}

/**
 * Fields of a session record: guid, uid (shared by repetitions), title, subtitle, start, end, duration, zone,
 * room, roomGuid, people (names, or {guid, name}), track, kind, language, abstract, description, tags, status.
 * Of a person: guid, name, role, organisation, bio. Of a room or another place: guid, name, kind, description, capacity, hours,
 * phone, aliases, tags, stepFree. Of an exhibitor: guid, name, description, stand, categories, website, aliases.
 * Of an FAQ: guid, question, answer. Of a service: guid, name, description, place, hours, price, requestable, aliases.
 * Of a dish: place, section, name, description, price, allergens, diets.
 */
export function record(file: string, line: number, value: Readonly<Record<string, unknown>>, lineOf?: RawRecord['lineOf']): RawRecord {
  return { file, line, value, lineOf: lineOf ?? (() => line) };
}
