import { fold } from '../../venue/search/fold.ts';
import type { Danger } from '../understand/safety.ts';

/**
 * Danger in languages whose words no expression finds the ends of, and in others that the kiosk does not answer in: a guest in
 * need speaks their own. Written as people write; compared folded, without spaces, for these scripts know no word boundary that an expression could rest on.
 */
interface DangerWords {
  readonly dangers: Readonly<Record<Danger, readonly string[]>>;
  /** The whole of what is said. */
  readonly alone: readonly string[];
  /** With one of these it is a question about help, or a manner of speaking. */
  readonly unless: readonly string[];
  /** Somebody is in need all the same. */
  readonly happening: readonly string[];
}

const ARABIC: DangerWords = {
  dangers: {
    distress: ['أريد أن أموت', 'اريد الموت', 'أقتل نفسي', 'قتل نفسي', 'الانتحار', 'سأنتحر', 'أنهي حياتي', 'لا أريد أن أعيش', 'أؤذي نفسي'],
    medical: [
      'نوبة قلبية',
      'أزمة قلبية',
      'سكتة',
      'جلطة',
      'لا يتنفس',
      'لا تتنفس',
      'لا أستطيع التنفس',
      'لا يستطيع التنفس',
      'لا تستطيع التنفس',
      'ضيق في التنفس',
      'يختنق',
      'تختنق',
      'أختنق',
      'فاقد الوعي',
      'فقد الوعي',
      'فقدت الوعي',
      'أغمي عليه',
      'أغمي عليها',
      'مغمى عليه',
      'سقط على الأرض',
      'سقطت على الأرض',
      'ينزف',
      'تنزف',
      'نزيف',
      'بالإسعاف',
      'سيارة إسعاف',
      'الإسعاف بسرعة',
      'أحتاج إلى طبيب',
      'أحتاج طبيب',
      'نريد طبيب',
      'حساسية شديدة',
      'ألم في الصدر',
      'ألم في صدري',
      'يغرق',
      'تغرق',
      'لا أقدر أتنفس',
      'لا اتنفس',
      'ما أقدر أتنفس',
      'توقف عن التنفس',
      'صدمة تحسسية',
      'كسرت رجلي',
      'اتصلوا بالإسعاف',
      'نوبة صرع',
      'تشنجات',
      'ابتلع',
      'جرعة زائدة',
      'إصابة خطيرة',
    ],
    fire: [
      'حريق',
      'النار تشتعل',
      'رائحة غاز',
      'رائحة الغاز',
      'رائحة دخان',
      'دخان في',
      'هناك دخان',
      'تسرب غاز',
      'شيء يحترق',
      'المبنى يحترق',
      'أرى دخان',
      'نار في',
      'رائحة حرق',
    ],
    threat: [
      'معه سكين',
      'معه مسدس',
      'معه سلاح',
      'لديه سكين',
      'لديه مسدس',
      'لديه سلاح',
      'يحمل سكين',
      'يحمل سلاح',
      'قنبلة',
      'يلاحقني',
      'يتبعني',
      'يهددني',
      'ضربني',
      'هاجمني',
      'اعتدى علي',
      'سرقوني',
      'بالشرطة',
      'إطلاق نار',
    ],
  },
  alone: ['النجدة', 'النجدة النجدة', 'ساعدوني', 'حالة طارئة', 'حالة طوارئ', 'هذه حالة طارئة', 'طوارئ'],
  unless: ['أين', 'متى', 'ماذا أفعل', 'في حالة الحريق', 'هل يوجد', 'محاضرة', 'من الجوع'],
  happening: ['ساعدوني', 'النجدة', 'بسرعة', 'زوجي', 'زوجتي', 'ابني', 'ابنتي'],
};

const JAPANESE: DangerWords = {
  dangers: {
    distress: ['死にたい', '自殺', '死のうと', '生きていたくない', '消えてしまいたい', '自分を傷つけ'],
    medical: [
      '心臓発作',
      '心筋梗塞',
      '脳卒中',
      '息をして',
      '息してない',
      '息ができ',
      '呼吸が止ま',
      '呼吸して',
      '呼吸ができ',
      '意識がな',
      '意識があり',
      '意識不明',
      '気を失',
      '倒れ',
      '救急車',
      '医者を呼',
      '医師を呼',
      '喉に詰ま',
      'のどに詰ま',
      '窒息',
      '出血',
      '血が止まら',
      '胸が痛',
      'アレルギー反応',
      'アナフィラキシー',
      '痙攣',
      'けいれん',
      '溺れ',
      '大けが',
      '大怪我',
      '息が苦し',
      '息が止ま',
      '呼吸困難',
      '呼びかけても反応',
      '血を吐',
      '発作',
      '階段から落ち',
      '飲み込んで',
      '骨折',
    ],
    fire: [
      '火事',
      '燃えて',
      '煙が',
      'ガスの臭い',
      'ガスの匂い',
      'ガスのにおい',
      'ガス臭い',
      'ガス漏れ',
      '焦げ臭い',
      '火が出',
      '火が上が',
      '煙で',
      '煙が出',
      '焦げたにおい',
      '焦げた臭い',
    ],
    threat: [
      'ナイフを持',
      '包丁を持',
      '銃を持',
      '刃物を持',
      '爆弾',
      '後をつけ',
      'つけられて',
      '襲われ',
      '殴られ',
      '脅され',
      '強盗',
      '警察を呼',
      '痴漢',
      '発砲',
    ],
  },
  alone: ['助けて', 'たすけて', '助けてください', '誰か助けて', '緊急事態', '緊急です', '緊急事態です', '緊急'],
  unless: ['どこ', 'の時は', 'のときは', 'の場合', '何時', 'について', '講演', 'お腹が空い', 'おなかがすい'],
  happening: ['助けて', '早く', '急いで', '夫', '妻', '息子', '娘'],
};

const close = (text: string) => fold(text).replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** The same letter in the ways it is typed in a hurry: alef with and without hamza, final ya, ta marbuta. */
const evenLetters = (text: string) =>
  text
    .replaceAll(/[أإآٱ]/g, 'ا')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')
    .replaceAll('ؤ', 'و');

const plain = (text: string) => close(evenLetters(text.normalize('NFC')));

const TABLES = [ARABIC, JAPANESE].map(({ dangers, alone, unless, happening }) => ({
  dangers: Object.entries(dangers).map(([danger, phrases]) => ({ danger: danger as Danger, phrases: phrases.map(plain) })),
  alone: new Set(alone.map(plain)),
  unless: unless.map(plain),
  happening: happening.map(plain),
}));

/** Only these scripts: anything else is no business of this table. */
const SCRIPTS = /[\p{Script=Arabic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** @param text as it was said. */
export function dangerElsewhere(text: string): Danger | null {
  if (!SCRIPTS.test(text)) return null;
  const said = plain(text);
  for (const { dangers, alone, unless, happening } of TABLES) {
    if (alone.has(said)) return 'medical';
    const found = dangers.find(({ phrases }) => phrases.some((phrase) => said.includes(phrase)));
    if (found === undefined) continue;
    if (unless.some((word) => said.includes(word)) && !happening.some((word) => said.includes(word))) continue;
    return found.danger;
  }
  return null;
}
