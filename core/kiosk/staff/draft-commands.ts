import type { ToKiosk, ToScreen } from '../../contract/index.ts';
import type { ScreenLink } from '../screen-link.ts';
import type { StaffDesk } from './staff-desk.ts';

type Message = Exclude<ToKiosk, { type: 'hello' }>;
/** What a command brought about, told with `staff.done`. */
export type Done = Omit<Extract<ToScreen, { type: 'staff.done' }>, 'type' | 'seq'>;

/** Works off a command and answers it: `staff.done`, or `staff.failed` where the work rejects. */
export type RunCommand = (link: ScreenLink, message: Message, work: () => Promise<Done | undefined>) => void;

/** The commands about the draft; what is none of them is left alone. */
export function createDraftCommands(deps: {
  readonly desk: StaffDesk;
  readonly by: string;
  readonly run: RunCommand;
  /** To every signed-in staff screen, or to one. */
  readonly tellDraft: (to?: (message: ToScreen) => void) => Promise<void>;
}): (link: ScreenLink, message: Message) => void {
  const { desk, by, run, tellDraft } = deps;
  const onDraft = (link: ScreenLink, message: Message, change: () => Promise<unknown>) =>
    run(link, message, async () => {
      await change();
      await tellDraft();
      return undefined;
    });

  return (link, message) => {
    switch (message.type) {
      case 'staff.draft.get':
        return run(link, message, async () => void (await tellDraft(link.send)));
      case 'staff.draft.findings': {
        const { seq, type, ...page } = message;
        return run(link, message, async () => {
          const { items, ...rest } = await desk.findings(defined(page));
          link.send({ type, seq, ...rest, offset: page.offset, items: [...items] });
          return undefined;
        });
      }
      case 'staff.draft.changes': {
        const { seq, type, ...page } = message;
        return run(link, message, async () => {
          const { items, ...rest } = await desk.changes(defined(page));
          link.send({ type, seq, ...rest, offset: page.offset, items: [...items] });
          return undefined;
        });
      }
      case 'staff.draft.fix':
        return onDraft(link, message, () => desk.fix(message.findingId, message.value, by));
      case 'staff.draft.ignore':
        return onDraft(link, message, () => desk.ignore(message.findingId, by));
      case 'staff.draft.setMapping':
        return onDraft(link, message, () => desk.setMapping(message.tableId, message.kind, message.fields, by));
      case 'staff.draft.setTimezone':
        return onDraft(link, message, () => desk.setTimezone(message.timezone, by));
      case 'staff.draft.removeSource':
        return onDraft(link, message, () => desk.removeSource(message.sourceId, by));
      case 'staff.draft.discard':
        return onDraft(link, message, () => desk.discard());
      case 'staff.draft.report':
        return run(link, message, async () => {
          link.send({ type: 'staff.report', seq: message.seq, ...(await desk.report(message.format)) });
          return undefined;
        });
      default:
        return;
    }
  };
}

/** Without the keys that say nothing. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
