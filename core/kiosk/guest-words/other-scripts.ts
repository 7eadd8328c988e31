import type { ConsentWord } from './consent-words.ts';
import type { MemoryCommand } from './memory-words.ts';

/**
 * What a remembered guest says in Arabic and Japanese, over folded words without spaces: in these scripts particles are
 * written onto a word, or no word is set apart, so that no expression finds where one ends.
 */
const close = (said: string) => said.replaceAll(' ', '');

const NUMBERS: readonly (readonly string[])[] = [
  ['واحد', 'اول', '一', 'いち'], ['اثنين', 'اثنان', 'ثاني', '二', 'に'], ['ثلاثه', 'ثالث', '三', 'さん'], ['اربعه', 'رابع', '四', 'よん'],
  ['خمسه', 'خامس', '五', 'ご'], ['سته', 'سادس', '六', 'ろく'], ['سبعه', 'سابع', '七', 'なな'], ['ثمانيه', 'ثامن', '八', 'はち'],
  ['تسعه', 'تاسع', '九', 'きゅう'], ['عشره', 'عاشر', '十', 'じゅう'],
]; // biome-ignore format: a table

function numberIn(word: string): number | null {
  if (/^\d{1,3}$/.test(word)) return Number(word);
  const index = NUMBERS.findIndex((words) => words.includes(word.replace(/^ال/u, '')));
  return index < 0 ? null : index + 1;
}

/** A phone, a computer, a chat: where a guest goes on with the same conversation. */
const ELSEWHERE_ARABIC = '(?:هاتفي|الهاتف|جوالي|الجوال|موبايلي|جهازي|جهازاخر|حاسوبي|الحاسوب|الكمبيوتر|قناهاخري|الدردشه|مكاناخر)';
const ELSEWHERE_JAPANESE = '(?:携帯|すまほ|すまーとふぉん|電話|ぱそこん|ちゃっと|(?:別|ほか|他)の(?:端末|ちゃねる|場所|ところ))(?:電話)?';
const LINK = new RegExp(
  `(?:تابع|اتابع|نتابع|المتابعه|متابعه|اواصل|نواصل|واصل|مواصله|اكمل|نكمل|اكمال)(?:هذهالمحادثه|المحادثه|الحديث|الكلام|معك)?(?:علي|في|عبر|من)${ELSEWHERE_ARABIC}` +
    `|(?:اربط|ربط|وصل)${ELSEWHERE_ARABIC}(?!بال(?:واي|انترنت|شبكه|شاحن|كهرباء))|(?:رمز|كود)(?:ال)?ربط` +
    `|${ELSEWHERE_JAPANESE}(?:で|に|から)(?:この)?(?:会話|話|続き|やり取り)?(?:の続き)?(?:を|も)?(?:続け|つづけ|続き|話し|引き継)` +
    `|${ELSEWHERE_JAPANESE}(?:(?:と|を|に)(?:連携|りんく|ぺありんぐ)|とつな)|(?:連携|りんく)こーど`,
  'u',
);

type Plain = Exclude<MemoryCommand['do'], 'delete' | 'forget' | 'correct'>;

/** Said anywhere; the first that fits. */
const ANYWHERE: readonly (readonly [Plain, RegExp])[] = [
  ['resume', /(?:تذكرمنجديد|تذكرنيمنجديد|استانفالتذكر|عدالىالتذكر)|(?:また覚えて|記録を再開|再び覚えて)/u],
  ['pause', /(?:لاتسجلشييا|لاتحتفظبشيء|لاتتذكرشييا|اوقفالتذكر|توقفعنالتذكر|ايقافالتذكر)|(?:記録(?:を|の)?(?:一時)?(?:停止|止め)|覚えないで|記録しないで|もう覚えなくて)/u],
  ['link', LINK],
  ['pin', /(?:(?:غير|تغيير|اغير)(?:رمزي|الرمزالسري))|(?:暗証番号を変更|暗証番号を変え)/u],
  ['erase', /^(?:انسني|انسيني|انسكلشيء.*|(?:امح|امحو|احذف|محو)(?:كلشيء|بياناتي|جميعبياناتي|كلبياناتي).*)$|(?:私のことを忘れて|わたしのことを忘れて|すべて消去|全部消して|全て消去|私の(?:データ|でーた|記録|情報)を(?:すべて|全部)?(?:消去|消して|削除))/u],
  ['show', /(?:(?:ماذا|ماالذي)تعرف(?:ه|ون)?عني|ارنيبياناتي|اعرضبياناتي)|(?:私(?:について|のこと)(?:を)?何を(?:知って|覚えて)|私の(?:でーた|記録|情報)を見せて|わたしの(?:でーた|記録)を見せて)/u],
  ['export', /(?:(?:ارسل|صدر|خذ)بياناتي|بياناتيالىهاتفي)|(?:私の(?:でーた|記録)を(?:持ち帰|すまほ|送って|えくすぽーと))/u],
]; // biome-ignore format: a table

const READ = /^(?:اقرا(?:ه|ها)?(?:لي)?(?:منفضلك)?|اقرالي)$|^(?:読み上げて|読んで)(?:ください|くれますか)?$/u;
const CLOSE = /^(?:تم|انتهيت|اغلق|شكرا|رجوع|خلاص)$|^(?:完了|閉じる|閉じて|終わり|終わりです|戻る|ありがとう|おわり)(?:ください)?$/u;
const DROP_ARABIC = /^(?:احذف|امح|حذف)(?: (?:رقم|الرقم|البند))? (\S+)$/u;
const DROP_JAPANESE = /^(\d{1,3}|[一二三四五六七八九十])(?:番)?(?:目)?を(?:削除|消して|消去|消し)(?:して)?(?:ください)?$/u;
const THAT = /^(?:احذف|امح|انس)(?:هذا|ذلك|ه)$|^(?:それ|これ)を(?:削除|消して|消去)(?:して)?(?:ください)?$/u;
const CORRECT_ARABIC = /^(?:غي[ّ]?ر|صح[ّ]?ح|عد[ّ]?ل)(?:\s+(?:رقم|الرقم|البند))?\s+(\S+)\s+(?:إلى|الى|ب)\s+(.+)$/u;
const CORRECT_JAPANESE = /^(\d{1,3}|[一二三四五六七八九十])(?:番)?を(.+?)(?:に|へ)(?:変更|訂正|変えて|直して)(?:して)?(?:ください)?$/u;

/**
 * @param said as plain() makes it of `text`
 * @returns null: none of them.
 */
export function memoryCommandElsewhere(text: string, said: string, onScreen: boolean): MemoryCommand | null {
  if (!/[\u0600-\u06ff\u3040-\u9fff]/u.test(said)) return null;
  const joined = close(said);
  if (onScreen) {
    const command = onScreenCommand(text, said, joined);
    if (command !== null) return command;
  }
  const found = ANYWHERE.find(([, words]) => words.test(joined))?.[0];
  return found === undefined ? null : { do: found };
}

function onScreenCommand(text: string, said: string, joined: string): MemoryCommand | null {
  const written = text
    .normalize('NFKC')
    .replaceAll(/[\u2066-\u2069.。!！]/gu, '')
    .trim();
  const correction = CORRECT_ARABIC.exec(written.replaceAll(/[\u064b-\u0652]/gu, '')) ?? CORRECT_JAPANESE.exec(written);
  const corrected = numberIn(correction?.[1] ?? '');
  if (corrected !== null && correction?.[2] !== undefined) return { do: 'correct', number: corrected, value: correction[2].trim() };
  if (THAT.test(joined)) return { do: 'delete-that' };
  const number = numberIn(DROP_ARABIC.exec(said)?.[1] ?? DROP_JAPANESE.exec(joined)?.[1] ?? '');
  if (number !== null) return { do: 'delete', number };
  if (READ.test(joined)) return { do: 'read' };
  return CLOSE.test(joined) ? { do: 'close' } : null;
}

const CONSENT: readonly (readonly [ConsentWord, RegExp])[] = [
  ['what', /(?:ماذا|ماالذي)(?:ست)?(?:حتفظ|تحتفظ|تحفظ|تتذكر)|ماذايعني|何を(?:保存|覚え|記録)|どういう意味/u],
  ['visit', /هذهالزياره(?:فقط)?|هذهالمره(?:فقط)?|لاتتذكرني|今回(?:だけ|のみ|限り)|覚えないで/u],
  ['later', /^(?:لاحقا|فيمابعد|ليسالان|الغاء)|^(?:あとで|後で|今はいい|きゃんせる|やめておきます)/u],
  ['remember', /تذكرني|احفظني|覚えて(?:ください|おいて|いて|ほしい)/u],
]; // biome-ignore format: a table
const YES = /^(?:نعم|اجل|طبعا|موافق|حسنا|تمام|ايوه)(?:منفضلك|شكرا)?$|^(?:はい|ええ|うん|お願いします|いいです)(?:お願いします|どうぞ)?$/u;
const NO = /^(?:لا|كلا)(?:شكرا)?$|^(?:いいえ|いや|結構です)(?:結構です)?$/u;

/** @param bare a mere yes or no answers it. */
export function consentWordElsewhere(said: string, bare: boolean): ConsentWord | null {
  const joined = close(said);
  const found = CONSENT.find(([, words]) => words.test(joined))?.[0];
  if (found !== undefined || !bare) return found ?? null;
  return YES.test(joined) ? 'remember' : NO.test(joined) ? 'visit' : null;
}

export function isYesElsewhere(said: string): boolean {
  return YES.test(close(said));
}
export function isNoElsewhere(said: string): boolean {
  return NO.test(close(said));
}

const SPEAK_PIN = /(?:اقولرمزي|اقولالرمز|قولالرمز)|暗証番号を声で|声で(?:伝え|言い)/u;

export function speaksPinElsewhere(said: string): boolean {
  return SPEAK_PIN.test(close(said));
}
