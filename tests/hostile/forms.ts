import { HUSH } from './conform';
import type { Draw } from './draw';

const BOUNDARY = 'hostileBoundary';
/** Each begins as what it is; the second half is not taken. */
const CONTENTS = [
  `GIF89a${HUSH.repeat(20)}`, `%PDF-1.7 ${HUSH}`, `${HUSH} 文字\r\n${HUSH}`, `{"${HUSH}":1}`,
  `<html>${HUSH}<script>x</script>`, `<svg>${HUSH}</svg>`, `MZ\u0000${HUSH}`, `#!/bin/sh ${HUSH}`, '', 'x', `${HUSH}\u0000`, `\u007fELF${HUSH}`,
] as const;
const NAMES = [`${HUSH}.gif`, `${HUSH}.html`, `../../${HUSH}`, `C:\\${HUSH}\\a.txt`, `${HUSH}\u0000.png`, `\u202e${HUSH}.exe`, '', '.', '..', '__proto__', `${HUSH.repeat(3_000)}`, '"', '\\"', `${HUSH}\r\nX: y`, '%00', "*=UTF-8''%ff", '\ud83d'] as const;
const FIELDS = ['file', 'File', 'files', '__proto__', 'toString', 'constructor', '', 'file[]', `${HUSH}`] as const;

export const FORM_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

const part = (field: string, fileName: string, content: string): string =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"; filename="${fileName}"\r\nContent-Type: image/png\r\n\r\n${content}\r\n`;
const END = `--${BOUNDARY}--\r\n`;

/** A form with one file, as it should be but for what it holds and is called. */
export const planForm = (draw: Draw): string => part('file', draw.one(NAMES.slice(0, 2)), draw.one(draw.chance(70) ? CONTENTS.slice(0, 4) : CONTENTS)) + END;

/** A form with something wrong in it. */
export const spoilForm = (draw: Draw): string => draw.one<() => string>([
  () => part('file', draw.one(NAMES), draw.one(CONTENTS)) + END,
  () => part(draw.one(FIELDS), draw.one(NAMES), draw.one(CONTENTS)) + END,
  () => part('file', 'a', draw.one(CONTENTS)).repeat(draw.whole(2, 40)) + END,
  () => part('file', 'a', draw.one(CONTENTS)),
  () => `${part('file', 'a', 'x'.repeat(draw.one([70_000, 1_100_000])))}${END}`,
  () => { const whole = planForm(draw); return whole.slice(0, draw.whole(0, whole.length)); },
  () => `--${BOUNDARY}\r\n${'X: y\r\n'.repeat(draw.one([10, 20_000]))}\r\n${END}`,
  () => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"\r\n\r\n${HUSH}\r\n${END}`,
  () => `--${BOUNDARY}\r\nContent-Disposition: ${draw.one(['attachment', 'form-data', '', ';;;', 'form-data; name=file; filename=a; filename=b', "form-data; name=file; filename*=x''%zz"])}\r\n\r\nGIF89a${HUSH.repeat(9)}\r\n${END}`,
  () => draw.one(['', END, `--${BOUNDARY}`, `\r\n\r\n--${BOUNDARY}\r\n\r\n`, '{}', '\u0000']),
])();
