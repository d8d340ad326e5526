/** Drawn with lines on a field of 24 × 24. */
const paths = {
  chat: 'M4 12a8 7 0 1 1 3.6 5.9L4 19l1-3.2A6.8 6.8 0 0 1 4 12Z M8.5 12h.01 M12 12h.01 M15.5 12h.01',
  close: 'M6 6l12 12 M18 6 6 18',
  back: 'M15 5l-7 7 7 7',
  more: 'M5.5 12h.01 M12 12h.01 M18.5 12h.01',
  smile: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z M8.5 14.2c1.7 2.4 5.3 2.4 7 0 M9 9.5h.01 M15 9.5h.01',
  attach: 'M12 5v14 M5 12h14',
  send: 'M12 19V5 M6 11l6-6 6 6',
  down: 'M12 5v14 M6 13l6 6 6-6',
  waiting: 'M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14Z M12 8.5V12l2.5 1.5',
  stored: 'M5 12.5l4.5 4.5L19 7.5',
  read: 'M2.5 12.5 7 17l9-9.5 M11.5 16.2l.8.8 9.2-9.5',
  failed: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z M12 8v5 M12 16.2h.01',
  file: 'M7 3.5h7l4.5 4.5v12.5H7Z M14 3.5V8h4.5',
  star: 'M12 4l2.5 5.2 5.7.8-4.1 4 1 5.6-5.1-2.7-5.1 2.7 1-5.6-4.1-4 5.7-.8Z',
  out: 'M9 5H5v14h14v-4 M13 5h6v6 M19 5l-8 8',
} as const;

export type IconName = keyof typeof paths;

const svg = 'http://www.w3.org/2000/svg';

/** A picture beside words, or inside a button that has a name of its own. */
export const icon = (name: IconName): SVGElement => {
  const element = document.createElementNS(svg, 'svg');
  for (const [key, value] of Object.entries({ viewBox: '0 0 24 24', class: `icon icon--${name}`, 'aria-hidden': 'true', focusable: 'false' })) element.setAttribute(key, value);
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', paths[name]);
  element.append(path);
  return element;
};
