/** The ones most of our merchants have, first. */
const near = ['Asia/Shanghai', 'Asia/Hong_Kong', 'Asia/Taipei', 'Asia/Singapore', 'Asia/Tokyo', 'UTC'];

/** Every zone this browser knows by name; an older one knows how to count in them all but not how to list them. */
export function timeZones(): string[] {
  const all = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  return [...near, ...all.filter((name) => !near.includes(name))];
}
