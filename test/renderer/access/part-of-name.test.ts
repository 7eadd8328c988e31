import { expect, it } from 'vitest';
import { plain } from '../../../core/kiosk/guest-words/plain.ts';
import { isPartOf } from '../../../renderer/access/part-of-name.ts';

it.each([
  ['help', 'Help from a person', true],
  ['el', 'Help from a person', false],
  ['مساعدة', 'المساعدة من موظف', true],
  ['البطاقة', 'مسح بطاقة', true],
  ['ساعد', 'مساعدة من موظف', false],
  ['バッジ', 'バッジを読み取る', true],
  ['スタッフを 呼ぶ', 'スタッフを呼ぶ', true],
  ['言語', 'スタッフを呼ぶ', false],
])('"%s" in "%s": %s', (wanted, text, is) => {
  expect(isPartOf(plain(wanted), plain(text))).toBe(is);
});
