/** Addresses in a lock file: with them every machine would have to use the registry of the one that wrote it. */
export const lockFileFaults = (lock: string): readonly string[] =>
  lock.split('\n').flatMap((line, index) => (/"resolved"\s*:\s*"(https?|git|ssh)/.test(line) ? [`line ${index + 1}: ${line.trim()}`] : []));

/** Versions that could change by themselves: everything is pinned exactly. */
export const looseVersions = (manifest: string): readonly string[] => {
  const parsed: unknown = JSON.parse(manifest);
  if (typeof parsed !== 'object' || parsed === null) return ['not an object'];
  return Object.entries(parsed)
    .filter(([name]) => name === 'dependencies' || name === 'devDependencies')
    .flatMap(([, list]: readonly [string, unknown]) => (typeof list === 'object' && list !== null ? Object.entries(list) : []))
    .flatMap(([name, version]: readonly [string, unknown]) => (typeof version === 'string' && /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version) ? [] : [`${name}: ${String(version)}`]));
};
