import type { Alarms } from '../alarms/alarm';
import { createLogAlarms } from '../alarms/log';
import { createRobotAlarms } from '../alarms/robot';
import type { ServerConfig } from '../config';
import type { Log } from '../desk/desk-deps';
import type { Live } from '../stores/live';
import { createHttp } from '../wechat/http';
import { createWecomRobot, robotAddress } from '../wechat/wecom-robot';

/** Alarms go to the log always, and to the WeCom group robot when one is set: by one of all nodes. */
export function openAlarms(config: ServerConfig, log: Log, now: () => number, live: Pick<Live, 'once'>): Alarms & { close(): Promise<void> } {
  const toLog = createLogAlarms(log, now);
  const address = config.robotUrl === undefined ? undefined : robotAddress(config.robotUrl);
  if (!address) return { raise: (alarm) => toLog.raise(alarm), close: () => Promise.resolve() };
  const http = createHttp({ baseUrl: address.origin, now });
  const robot = createRobotAlarms({ robot: createWecomRobot(http, address), now, first: (key, quietMs) => live.once(`alarm:${key}`, quietMs) });
  return {
    raise(alarm) {
      toLog.raise(alarm);
      robot.raise(alarm);
    },
    async close() {
      await robot.close();
      http.close();
    },
  };
}
