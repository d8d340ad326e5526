import { shortText } from '../../../shared/short-text';

type Fit = (value: string) => string;

const keep = (allowed: RegExp, max: number, otherwise: string): Fit => (value) => {
  const kept = [...value].filter((char) => allowed.test(char)).join('').trim().slice(0, max);
  return kept === '' ? otherwise : kept;
};
const upTo = (max: number): Fit => (value) => shortText(value, max);

/** WeChat's limits by the kind of field, which is the field's name without its number (thing1, phrase2). */
const FITS: Readonly<Record<string, Fit>> = {
  thing: upTo(20),
  number: keep(/[0-9.-]/, 32, '0'),
  letter: keep(/[A-Za-z]/, 32, 'A'),
  symbol: upTo(5),
  character_string: keep(/[\x20-\x7e]/, 32, '-'),
  phrase: keep(/\p{Script=Han}/u, 5, '消息'),
  name: upTo(10),
};

/** Makes every value fit its field: WeChat refuses the whole message for one that is too long, empty or of other characters (47003). */
export function fitTemplate(data: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, fitField(name, value)]));
}

function fitField(name: string, value: string): string {
  const kind = name.replace(/[0-9]+$/, '');
  const oneLine = value.replace(/\s+/g, ' ').trim();
  const fit = Object.hasOwn(FITS, kind) ? FITS[kind] : undefined;
  const fitted = (fit ?? upTo(32))(oneLine);
  return fitted === '' ? '-' : fitted;
}
