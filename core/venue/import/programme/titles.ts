/** What a title says beside its words: that the session is cancelled, a copy, or not known yet. */
export interface ReadTitle {
  readonly title: string;
  readonly cancelled: boolean;
  /** What stood after the mark: "replaced by the panel". */
  readonly note: string;
  readonly copy: boolean;
}

const CANCELLED = '(?:cancell?ed|abgesagt|entfällt|fällt aus|annul[ée]e?|cancelad[oa]|annullat[oa])';
const BRACKETED = new RegExp(
  `^\\s*(?:[[(*]+\\s*${CANCELLED}\\s*[!:]*\\s*[\\])*]+|${CANCELLED}\\s*[:–—!]+|${CANCELLED}\\s+-)[\\s:–—-]*`,
  'i',
);
const SHOUTED = new RegExp(`^\\s*${CANCELLED.toUpperCase().replaceAll('(?:', '(?:')}\\s+(?=\\S)`);
const AT_END = new RegExp(`\\s*(?:[-–—:]\\s*|[[(*]+\\s*)${CANCELLED}\\b\\s*[!\\])*]*(?:\\s*[,;:–—-]\\s*(.*))?$`, 'i');
const STRUCK = /^\s*(?:~~(.+)~~|<(s|del|strike)>(.+)<\/\2>)\s*$/i;
const LONG_STROKES = /[\u0335-\u0338]/g;
const COPY = /\s*[[(](?:copy|kopie|copie|copia)(?:\s*\d+)?[\])]\s*$|^\s*(?:copy of|kopie von|copie de)\s+/i;
const NOTHING =
  /^(?:n\.?\/?a\.?|none|non|null|undefined|nan|tb[acd]\.?|t\.b\.[acd]\.?|to be (?:announced|confirmed|defined)|coming soon|wird (?:noch )?bekannt ?gegeben|à venir|próximamente|[-–—'.?…\s]*)$/i;

export function readTitle(written: string): ReadTitle {
  const strokes = written.match(LONG_STROKES)?.length ?? 0;
  const struck = STRUCK.exec(written);
  const bare = (struck?.[1] ?? struck?.[3] ?? written).replace(LONG_STROKES, '');
  const marked = struck !== null || strokes > bare.length / 2;
  const copy = COPY.test(bare);
  const text = bare.replace(COPY, '');
  const front = text.replace(BRACKETED, '').replace(SHOUTED, '');
  const end = AT_END.exec(front);
  const title = (end === null ? front : front.slice(0, end.index)).trim();
  const cancelled = marked || front !== text || end !== null;
  return { title: title === '' ? text.trim() : title, cancelled, note: end?.[1]?.replace(/[\])]+$/, '').trim() ?? '', copy };
}

/** True for a cell that says that nothing is known: "N/A", "TBA", "Coming soon", "--". */
export function saysNothing(text: string): boolean {
  return NOTHING.test(text.trim());
}

const CANCELLED_STATUS = /^(?:cancel|canceled|cancelled|abgesagt|annul|cancelad|annullat)/i;
const HIDDEN_STATUS =
  /^(?:draft|rejected|declined|pending|submitted|withdrawn|deleted|entwurf|abgelehnt|waitlist|not[ _-]?accepted|unpublished|private)/i;

/** "shown" for every word that is not known to mean something else. */
export function readStatus(status: string): 'shown' | 'cancelled' | 'hidden' {
  if (CANCELLED_STATUS.test(status.trim())) return 'cancelled';
  return HIDDEN_STATUS.test(status.trim()) ? 'hidden' : 'shown';
}
