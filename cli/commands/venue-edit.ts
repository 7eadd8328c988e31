import type { Command } from 'commander';
import { FoyerError } from '../../core/contract/errors.ts';
import type { Found, VenueEdit } from '../../core/contract/index.ts';
import { type Common, DATA, JSON_FLAG, json, load } from '../venue/command-parts.ts';

interface Flags extends Common {
  readonly now?: string;
  readonly until?: string;
  readonly lang?: string;
  readonly start?: string;
  readonly end?: string;
  readonly room?: string;
}

const UNTIL = ['--until <time>', 'ends by itself then, venue wall clock: 2026-05-12T18:00'] as const;
const LANG = ['--lang <code>', 'language of the text (default: the first of the venue)'] as const;
const PLACE = 'its id, or part of its name';

/** `foyer venue edit …`: what cannot wait for an import, as the quick edits of the staff console. */
export function registerVenueEdit(venue: Command): void {
  const edit = venue
    .command('edit')
    .description('quick edits without an import: close, hours, move, cancel, notice, answer, list, undo')
    .addHelpText('after', '\nExample:\n  npm run -s foyer -- venue edit close "east lift" --until 2026-05-12T18:00');
  const command = (name: string, about: string, example: string) =>
    edit
      .command(name)
      .description(about)
      .option(...DATA)
      .option('--now <time>', 'venue wall clock, instead of the time it is')
      .option(...JSON_FLAG)
      .addHelpText('after', `\nExample:\n  npm run -s foyer -- venue edit ${example}`);

  command('close', 'closes a place, a lift, stairs or a way', 'close bistro --until 2026-05-12T18:00')
    .argument('<what>', PLACE)
    .option(...UNTIL)
    .action((what: string, flags: Flags) => publish(flags, (desk) => doorEdit(desk, 'close', what, flags)));
  command('open', 'opens again what was closed with `edit close`', 'open bistro')
    .argument('<what>', PLACE)
    .action((what: string, flags: Flags) => publish(flags, (desk) => doorEdit(desk, 'open', what, flags)));
  command('hours', 'changes opening hours', 'hours bistro "Mo-Su 08:00-20:00"')
    .argument('<place>', PLACE)
    .argument('<hours>', '"Mo-Fr 07:00-22:00; Sa,Su 08:00-23:00", "24/7" or "off"')
    .option(...UNTIL)
    .action((what: string, hours: string, flags: Flags) =>
      publish(flags, (desk) => ({ kind: 'place.hours', placeId: desk.one('place', what).id, hours, ...until(flags) })),
    );
  command('move', 'moves a session to another time or room', 'move "opening keynote" --start 2026-05-12T11:00 --room hall-2')
    .argument('<session>', 'its id, or part of its title')
    .option('--start <time>', 'venue wall clock; alone it keeps the length')
    .option('--end <time>', 'venue wall clock')
    .option('--room <place>', PLACE)
    .action((what: string, flags: Flags) => publish(flags, (desk) => moveEdit(desk, what, flags)));
  command('cancel', 'cancels a session; the kiosk says so', 'cancel "opening keynote"')
    .argument('<session>', 'its id, or part of its title')
    .action((what: string, flags: Flags) =>
      publish(flags, (desk) => ({ kind: 'session.cancel', sessionId: desk.one('session', what).id })),
    );
  command(
    'notice',
    'shows a notice on every screen; without a text it goes',
    'notice "The pool opens late today." --until 2026-05-12T18:00',
  )
    .argument('[text]', 'what guests read')
    .option(...LANG)
    .option(...UNTIL)
    .action((text: string | undefined, flags: Flags) =>
      publish(flags, ({ locale }) =>
        text === undefined ? { kind: 'banner.clear' } : { kind: 'banner.set', text: { [flags.lang ?? locale]: text }, ...until(flags) },
      ),
    );
  command('answer', 'adds an answer to a question', 'answer "Where are the bicycles?" "At the blue shed."')
    .argument('<question>', 'as guests ask it')
    .argument('<answer>', 'what the kiosk says')
    .option(...LANG)
    .action((question: string, answer: string, flags: Flags) =>
      publish(flags, ({ locale }) => ({ kind: 'faq.add', questions: [question], answer, locale: flags.lang ?? locale })),
    );
  command('list', 'lists the edits that hold now', 'list').action(list);
  command('undo', 'takes an edit back', 'undo 019a2b3c')
    .argument('<edit>', 'the beginning of its id, as `edit list` names it')
    .action(undo);
}

interface Desk {
  /** The first language of the venue. */
  readonly locale: string;
  find(kind: 'place' | 'path' | 'session', text: string): readonly Found[];
  /** @throws FoyerError "edit-target-missing" unless it is exactly one. */
  one(kind: 'place' | 'path' | 'session', text: string): Found;
}

async function opened(flags: Flags) {
  const { host, out, dataDir, keepVersions } = await load(flags);
  const { createSystemClock } = await import('../../host/system.ts');
  const desk = host.openDesk(dataDir, keepVersions);
  const venue = host.readVenueVersion(dataDir, 'current')?.venue;
  const now = flags.now ?? createSystemClock().localNow(venue?.timezone ?? 'UTC');
  const find: Desk['find'] = (kind, text) => {
    const { items } = desk.find(kind, text, now);
    const exact = items.filter(({ id, title }) => id === text || title.toLowerCase() === text.toLowerCase());
    return exact.length > 0 ? exact : items;
  };
  return { desk, out, now, find, one: (kind, text) => only(find(kind, text), text), locale: venue?.languages[0] ?? 'en' } satisfies Desk &
    Record<string, unknown>;
}

async function publish(flags: Flags, editOf: (desk: Desk) => VenueEdit): Promise<void> {
  const open = await opened(flags);
  const { venueEditSchema } = await import('../../core/contract/index.ts');
  const parsed = venueEditSchema.safeParse(editOf(open));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw refused(
      `${issue?.path.join('.') ?? 'a value'} cannot be read: ${issue?.message ?? ''}`,
      'edit-invalid',
      'Write times as 2026-05-12T18:00.',
    );
  }
  const done = open.desk.edit(parsed.data, open.desk.by, open.now);
  const lines = [
    ...done.warnings.map((warning) => `warning  ${warning}`),
    `Published version ${done.version}; undo: foyer venue edit undo ${done.editId}`,
  ];
  open.out.printResult(flags.json ? json(done) : lines.join('\n'));
}

async function list(flags: Flags): Promise<void> {
  const { desk, out } = await opened(flags);
  const edits = desk.edits();
  const lines = edits.map(({ id, title, at, by }) => `${id}  ${title}  (${by}, ${at.slice(0, 16).replace('T', ' ')} UTC)`);
  out.printResult(flags.json ? json(edits) : lines.join('\n') || 'No quick edits.');
}

async function undo(id: string, flags: Flags): Promise<void> {
  const { desk, out } = await opened(flags);
  const [edit, ...others] = desk.edits().filter((one) => one.id.startsWith(id));
  if (edit === undefined || others.length > 0) {
    throw refused(
      `${edit === undefined ? 'no edit begins' : 'several edits begin'} with "${id}"`,
      'edit-gone',
      'Run `foyer venue edit list`.',
    );
  }
  const version = desk.undo(edit.id, desk.by);
  out.printResult(flags.json ? json({ version }) : `Undone: ${edit.title}. Published version ${version}.`);
}

/** A lift or stairs are closed as ways, so that routes go around them; anything else as a place. */
function doorEdit(desk: Desk, what: 'close' | 'open', text: string, flags: Flags): VenueEdit {
  const paths = desk.find('path', text).filter(({ id, title }) => id.startsWith('place:') || id === text || title === text);
  const isPath = paths.length === 1;
  const id = isPath ? only(paths, text).id : desk.one('place', text).id;
  if (what === 'open') return isPath ? { kind: 'path.open', pathId: id } : { kind: 'place.open', placeId: id };
  return isPath ? { kind: 'path.close', pathId: id, ...until(flags) } : { kind: 'place.close', placeId: id, ...until(flags) };
}

function moveEdit(desk: Desk, what: string, { start, end, room }: Flags): VenueEdit {
  return {
    kind: 'session.move',
    sessionId: desk.one('session', what).id,
    ...(start === undefined ? {} : { startsAt: start }),
    ...(end === undefined ? {} : { endsAt: end }),
    ...(room === undefined ? {} : { roomId: desk.one('place', room).id }),
  };
}

function until(flags: Flags): { until?: string } {
  return flags.until === undefined ? {} : { until: flags.until };
}

function only(found: readonly Found[], text: string): Found {
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0) return first;
  const names = found.slice(0, 8).map(({ id, title, subtitle }) => `${title} (${subtitle}): ${id}`);
  throw first === undefined
    ? refused(`nothing that guests get now is called "${text}"`, 'edit-target-missing', 'Write part of its name, or its id.')
    : refused(`"${text}" may be ${found.length} things`, 'edit-target-missing', `Name one by its id:\n    ${names.join('\n    ')}`);
}

function refused(message: string, code: string, remedy: string): FoyerError {
  return new FoyerError(message, { fault: 'operator', code, remedy });
}
