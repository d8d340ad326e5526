const programs: readonly (readonly [RegExp, string])[] = [
  [/wxwork\//i, 'WeCom'], [/MicroMessenger\//, 'WeChat'], [/Edg\//, 'Edge'], [/Firefox\//, 'Firefox'], [/HeadlessChrome\/|Chrome\//, 'Chrome'], [/Safari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iOS'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS X/, 'macOS'], [/Linux/, 'Linux'],
];

/** What a browser calls itself, in two words people know; undefined when it is none we know. */
export function deviceWords(userAgent: string | undefined): string | undefined {
  if (userAgent === undefined) return undefined;
  const first = (list: typeof programs): string | undefined => list.find(([pattern]) => pattern.test(userAgent))?.[1];
  const found = [first(programs), first(systems)].filter((word) => word !== undefined);
  return found.length === 0 ? undefined : found.join(' · ');
}
