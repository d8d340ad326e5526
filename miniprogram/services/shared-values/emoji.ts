/**
 * WeChat's own faces travel as codes in brackets, such as `[微笑]`; elsewhere people write Unicode. In the order of a panel, each with the
 * sign that comes closest, no sign twice. A code that is not here stays as it was written.
 */
const table = `
微笑:🙂 呲牙:😁 偷笑:🤭 破涕为笑:😂 愉快:😊 憨笑:😄 笑脸:☺️ 调皮:😜 得意:😎 害羞:😳 色:😍 亲亲:😘 耶:😋 机智:😏 坏笑:😼 奸笑:😈
嘿哈:🤗 捂脸:🤦 可怜:🥺 委屈:😟 流泪:😢 大哭:😭 快哭了:😿 难过:🙁 失望:😞 苦涩:🥲 裂开:🤯 叹气:😮‍💨 皱眉:😣 撇嘴:😕 闭嘴:🤐 发呆:😐
无语:😑 白眼:🙄 疑问:🤔 惊讶:😮 天啊:😱 惊恐:😨 恐惧:😰 尴尬:😅 汗:💦 擦汗:😓 囧:😩 抓狂:😫 晕:😵 吐:🤮 发怒:😠 咒骂:🤬
傲慢:😤 鄙视:😒 阴险:👿 生病:😷 衰:🥴 睡:😴 困:😪 嘘:🤫 骷髅:💀 敲打:🔨 再见:👋 鼓掌:👏 强:👍 弱:👎 握手:🤝 胜利:✌️
抱拳:🙇 合十:🙏 拳头:👊 OK:👌 好的:🆗 加油:💪 勾引:👉 爱心:❤️ 心碎:💔 拥抱:🫂 嘴唇:💋 玫瑰:🌹 凋谢:🥀 礼物:🎁 红包:🧧 庆祝:🎉
烟花:🎆 爆竹:🧨 蛋糕:🎂 咖啡:☕ 啤酒:🍺 吃瓜:🍉 月亮:🌙 太阳:☀️ 猪头:🐷 旺柴:🐶 便便:💩 炸弹:💣 菜刀:🔪 福:🏮 發:🀄 666:🤙
`;

export interface Emoji {
  /** Without its brackets. */
  readonly code: string;
  readonly sign: string;
}

export const emojis: readonly Emoji[] = table.trim().split(/\s+/).map((pair) => {
  const [code = '', sign = ''] = pair.split(':');
  return { code, sign };
});

const signs = new Map(emojis.map(({ code, sign }) => [code, sign]));
const codes = new Map(emojis.map(({ code, sign }) => [sign, code]));
const inBrackets = /(\[[^[\]\s]{1,8}\])/;
// the longer sign first: some begin like others
const anySign = new RegExp(`(${[...codes.keys()].sort((one, other) => other.length - one.length).join('|')})`, 'u');

/** Plain words, or one face. */
export type EmojiPart = { readonly text: string } | Emoji;

/** Cuts a text where it has codes, so that each can be shown as a picture. */
export function emojiParts(text: string): EmojiPart[] {
  const parts: EmojiPart[] = [];
  for (const piece of text.split(inBrackets)) {
    const code = piece.slice(1, -1);
    const sign = piece.startsWith('[') ? signs.get(code) : undefined;
    const last = parts[parts.length - 1];
    if (sign !== undefined) parts.push({ code, sign });
    else if (last && 'text' in last) parts[parts.length - 1] = { text: last.text + piece };
    else if (piece !== '') parts.push({ text: piece });
  }
  return parts;
}

/** Codes become signs, for screens that have no pictures for them. */
export const withSigns = (text: string): string => emojiParts(text).map((part) => ('text' in part ? part.text : part.sign)).join('');

/** Signs become codes, for WeChat's own chat. */
export const withCodes = (text: string): string =>
  text.split(anySign).map((piece) => (codes.has(piece) ? `[${codes.get(piece) ?? ''}]` : piece)).join('');
