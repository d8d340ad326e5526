import { importsOf } from './imports';
import { codeFiles, type Tree, within } from './tree';

interface Zone {
  readonly at: string;
  /** Zones whose values and types may be imported. A zone may always import from itself. */
  readonly values: readonly string[];
  /** Zones of which only types may be imported. */
  readonly types?: readonly string[];
  /** Types only by `import type`: a compiler that strips types must leave nothing behind. */
  readonly strictTypes?: boolean;
}

/** The only files of the server that know drivers and put them together. */
const composition = ['server/main.ts', 'server/app.ts', 'server/doctor.ts', 'server/wiring'];

const server = ['routing', 'desk', 'channels', 'agent-channels', 'alarms', 'sign-in', 'wechat', 'stores', 'gateway', 'loops', 'webhooks', 'regions', 'wiring'].map((name) => `server/${name}`);

const zones: readonly Zone[] = [
  { at: 'shared', values: [] },
  { at: 'server/routing', values: ['shared'] },
  { at: 'server/desk', values: ['shared', 'server/routing'], types: ['server/stores', 'server/channels', 'server/agent-channels', 'server/alarms', 'server/webhooks'] },
  { at: 'server/channels', values: ['shared', 'server/wechat'] },
  { at: 'server/agent-channels', values: ['shared', 'server/wechat'] },
  { at: 'server/webhooks', values: ['shared'] },
  { at: 'server/regions', values: [] },
  { at: 'server/alarms', values: ['shared', 'server/wechat'] },
  { at: 'server/sign-in', values: ['shared', 'server/wechat'] },
  { at: 'server/wechat', values: [] },
  { at: 'server/stores', values: ['shared'] },
  { at: 'server/gateway', values: ['shared', 'server/desk'], types: ['server/channels', 'server/agent-channels', 'server/sign-in'] },
  { at: 'server/loops', values: ['server/desk'] },
  ...composition.map((at) => ({ at, values: ['shared', 'server/config.ts', 'server/app.ts', ...server] })),
  { at: 'server/config.ts', values: ['shared'] },
  { at: 'miniprogram', values: [], types: ['shared'], strictTypes: true },
  { at: 'console', values: ['shared'] },
  { at: 'sandbox', values: ['shared'] },
  { at: 'scripts', values: [] },
  { at: 'tests', values: ['shared', 'server', 'miniprogram', 'console', 'sandbox'] },
];

/** Drivers behind a port: outside their own folder only the composition names them. */
const drivers = [
  ...['sqlite', 'postgres', 'memory', 'redis', 'disk'].map((name) => `server/stores/${name}`),
  ...['contact', 'kf', 'chat'].map((name) => `server/channels/${name}`),
  'server/agent-channels/wecom-app',
];

const zoneOf = (path: string): Zone | undefined =>
  zones.filter((zone) => within(path, zone.at)).sort((a, b) => b.at.length - a.at.length)[0];

/** Settings of tools at the root, such as jest.config.js, belong to no zone. */
const atRoot = (path: string): boolean => !path.includes('/');

/** Every import that goes against the arrows of docs/architecture.md, as `file:line: why`. */
export const arrowFaults = (tree: Tree): readonly string[] =>
  codeFiles(tree).filter((path) => !atRoot(path)).flatMap((path) => {
    const zone = zoneOf(path);
    if (zone === undefined) return [`${path}: stands in no folder of the architecture`];
    return importsOf(tree, path).flatMap((found) => {
      const at = `${path}:${found.line}`;
      if ('missing' in found.target) return found.target.missing.startsWith('..') ? [`${at}: leaves the project`] : [];
      if (!('file' in found.target)) return [];
      const target = found.target.file;
      if (within(target, zone.at) || zone.values.some((other) => within(target, other))) return [];
      if (!zone.types?.some((other) => within(target, other))) return [`${at}: ${zone.at} may not import ${target}`];
      const driver = drivers.find((folder) => within(target, folder));
      if (driver !== undefined) return [`${at}: ${zone.at} may know ports, but ${driver} is a driver`];
      const erased = zone.strictTypes === true ? found.saysType : found.typeOnly;
      return erased ? [] : [`${at}: ${zone.at} may import only types of ${target}`];
    });
  });
