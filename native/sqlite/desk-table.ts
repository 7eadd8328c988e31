import type { z } from 'zod';
import type { Ids, Kept } from '../../core/ports.ts';
import type { Owner } from '../../core/tools/tool.ts';
import type { DeskSeal } from './desk-seal.ts';
import type { DeskStatements } from './desk-statements.ts';

export type DeskSort = 'request' | 'lost' | 'found' | 'case' | 'lead';

/** How many of a sort staff see; older ones stay in the table until they are too old. */
const LISTED = 300;

/** What every record has beside its own. */
interface Base {
  readonly id: string;
  readonly status: string;
  readonly ticket?: string | undefined;
}

interface Raw {
  readonly id: string;
  readonly ticket: string | null;
  readonly status: string;
  readonly sealed: Uint8Array;
}

/** Records of one sort, opened. */
export interface DeskTable<T> {
  /** A new record, or the one that the same key made before. */
  add(content: Omit<T, 'id' | 'ticket' | 'status'>, status: string, kept: Partial<Kept>): T;
  get(id: string): T | null;
  byTicket(ticket: string): T | null;
  /** Newest first. */
  list(limit?: number): T[];
  of(owners: readonly Owner[]): T[];
  /** Null when there is none. */
  change(id: string, change: (content: T) => T): T | null;
  watch(listener: () => void): () => void;
}

export interface DeskTableDeps {
  readonly say: DeskStatements;
  readonly ids: Ids;
  readonly seal: DeskSeal;
  /** Days since 1970. */
  readonly today: () => number;
  readonly newTicket: () => string;
  /** Before a record is added, those that are too old go. */
  readonly forgetOld: () => void;
  readonly together: <R>(work: () => R) => R;
  readonly changed: () => void;
  readonly watch: (listener: () => void) => () => void;
}

/** @param schema of the whole record, `id`, `ticket` and `status` included. */
export function createDeskTable<T extends Base>(sort: DeskSort, schema: z.ZodType<T>, deps: DeskTableDeps): DeskTable<T> {
  const { say, seal, together, changed } = deps;
  /** None where the row cannot be read: another device key, or damage. */
  const read = (raw: unknown): T[] => {
    if (raw === undefined) return [];
    const { id, ticket, status, sealed } = raw as Raw;
    const content = seal.open(sealed, id);
    const whole = { ...(typeof content === 'object' ? content : {}), id, status, ...(ticket === null ? {} : { ticket }) };
    const parsed = schema.safeParse(whole);
    return parsed.success ? [parsed.data] : [];
  };
  const readOne = (raw: unknown): T | null => read(raw)[0] ?? null;

  const insert = (content: object, status: string, { owner, sessionId, key }: Partial<Kept>): T => {
    deps.forgetOld();
    const id = deps.ids.next();
    const record = schema.parse({ ...content, id, status, ticket: deps.newTicket() });
    say.insert.run({
      id,
      sort,
      ticket: record.ticket ?? null,
      status,
      sealed: seal.seal(contentOf(record), id),
      ownerKind: owner?.kind ?? null,
      ownerId: owner?.id ?? null,
      sessionId: sessionId ?? null,
      key: key ?? null,
      keptDay: deps.today(),
    });
    return record;
  };
  const change = (id: string, make: (content: T) => T): T | null => {
    const before = readOne(say.byId.get(sort, id));
    if (before === null) return null;
    const after = schema.parse(make(before));
    say.update.run(after.status, seal.seal(contentOf(after), id), id);
    return after;
  };

  return {
    add(content, status, kept) {
      const again = () => (kept.key === undefined ? null : readOne(say.byKey.get(sort, kept.key)));
      const record = together(() => again() ?? insert(content, status, kept));
      changed();
      return record;
    },
    get: (id) => readOne(say.byId.get(sort, id)),
    byTicket: (ticket) => readOne(say.byTicket.get(sort, ticket)),
    list: (limit = LISTED) => say.newest.all(sort, limit).flatMap(read),
    of(owners) {
      const rows = owners.flatMap(({ kind, id }) => say.owned.all(sort, kind, id)) as Raw[];
      const unique = [...new Map(rows.map((row) => [row.id, row])).values()];
      return unique.sort((a, b) => (a.id < b.id ? 1 : -1)).flatMap(read);
    },
    change(id, make) {
      const after = together(() => change(id, make));
      if (after !== null) changed();
      return after;
    },
    watch: deps.watch,
  };
}

/** What is sealed of a record; the rest has columns of its own. */
function contentOf<T extends Base>({ id: _id, status: _status, ticket: _ticket, ...content }: T): object {
  return content;
}
