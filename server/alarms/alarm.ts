/** Something ops must know now. The same key again within its quiet time is not told twice. */
export interface Alarm {
  key: string;
  level: 'warning' | 'error';
  zh: string;
  en: string;
  /** Not told again for this long (ms), where that is longer than usual: for what stays wrong until somebody mends it. */
  quietMs?: number;
}
export interface Alarms {
  raise(alarm: Alarm): void;
}
