type Fits = (value: string) => boolean;

const upTo = (most: number): Fits => (value) => [...value].length <= most;
const shaped = (pattern: RegExp): Fits => (value) => pattern.test(value);
const DATE = String.raw`\d{4}(年\d{1,2}月\d{1,2}日|-\d{1,2}-\d{1,2})`;
const CLOCK = String.raw`\d{1,2}:\d{2}(:\d{2})?`;

/** Limits of a template's fields by the letters of its name (`thing1` → thing). */
const RULES: Readonly<Record<string, Fits>> = {
  thing: upTo(20),
  number: shaped(/^-?[\d.]{1,32}$/),
  letter: shaped(/^[A-Za-z]{1,32}$/),
  symbol: upTo(5),
  character_string: shaped(/^[\x20-\x7e]{1,32}$/),
  phrase: upTo(5),
  name: upTo(10),
  time: shaped(new RegExp(`^(${DATE} )?${CLOCK}$|^${DATE}$`)),
  date: shaped(new RegExp(`^${DATE}( ${CLOCK})?$`)),
  amount: shaped(/^[^\d]?\d{1,10}(\.\d+)?元?$/),
  phone_number: shaped(/^[\d+() -]{1,17}$/),
};

/** Whether WeChat takes the value for this field (else 47003). Unknown kinds only must not be empty. */
export function fieldFits(name: string, value: string): boolean {
  const kind = name.replace(/\d+$/, '');
  return value !== '' && (RULES[kind]?.(value) ?? true);
}
