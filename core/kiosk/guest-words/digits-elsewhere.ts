/** Digits as they are said in Arabic, folded; the number of a thing that is counted ends otherwise. */
const ARABIC = ['صفر', 'واحده?', 'اثن(?:ان|ين)|اثنت(?:ان|ين)|اتنين', 'ثلاثه?', 'اربعه?', 'خمسه?', 'سته?', 'سبعه?', 'ثماني?ه?', 'تسعه?'];
/** In Japanese, where nothing stands between them. */
const KANJI = ['〇|零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const KANA = ['ぜろ|れい|まる', 'いち', 'に', 'さん', 'よん|し', 'ご', 'ろく', 'なな|しち', 'はち', 'きゅう|く'];

const FILLERS_ARABIC = 'رمزي|الرمز|رقمي|الرقم|السري|هو|ثم';
const FILLERS_JAPANESE = '暗証番号|番号|ぴん|は|です|の|えっと|ええと|それから';
const any = (words: readonly string[]) => words.join('|');
const named = (words: readonly string[]) => words.map((word, digit) => [digit, new RegExp(`^(?:${word})$`, 'u')] as const);
const VALUES = [ARABIC, KANJI, KANA].flatMap(named);

const ONE_ARABIC = `(?<!\\p{L})و?(?:${any(ARABIC)})(?!\\p{L})`;
/** The longer word first: "はち" is no "は". */
const TOKEN = new RegExp(
  `${ONE_ARABIC}|\\d|(?<!\\p{L})(?:${FILLERS_ARABIC})(?!\\p{L})|はち|しち|${FILLERS_JAPANESE}|${any(KANJI)}|${any(KANA)}|\\s`,
  'gu',
);
const IS_FILLER = new RegExp(`^(?:${FILLERS_ARABIC}|${FILLERS_JAPANESE}|\\s)$`, 'u');
/** Kana are as well the ends of words and what stands between them, so that it takes more of them. */
const RUN = new RegExp(`(?:${ONE_ARABIC}\\s*){2,}|(?:${any(KANJI)}){3,}|(?:(?:なな|しち|${any(KANA)})\\s*){4,}|\\d{4,8}`, 'u');

export function isElsewhere(said: string): boolean {
  return /[\u0600-\u06ff\u3007\u3040-\u30ff\u4e00-\u9fff]/u.test(said);
}

/** @param said as plain() makes it. @returns null where anything else was said with them, or none. */
export function digitsElsewhere(said: string): string | null {
  const tokens = said.match(TOKEN) ?? [];
  if (tokens.join('').length !== said.length) return null;
  const digits = tokens.filter((token) => !IS_FILLER.test(token)).map(digitOf);
  return digits.length === 0 || digits.includes(null) ? null : digits.join('');
}

/** Whether somebody may be saying a PIN, other words around it or not. */
export function soundsLikeDigits(said: string): boolean {
  return digitsElsewhere(said) !== null || RUN.test(said);
}

function digitOf(token: string): string | null {
  if (/^\d$/.test(token)) return token;
  const bare = token.replace(/^و(?!احد)/u, '');
  const value = VALUES.find(([, word]) => word.test(bare))?.[0];
  return value === undefined ? null : String(value);
}
