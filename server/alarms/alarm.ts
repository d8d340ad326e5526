/** Something ops must know now. The same key again within its quiet time is not told twice. */
export interface Alarm {
  key: string;
  level: 'warning' | 'error';
  zh: string;
  en: string;
}
export interface Alarms {
  raise(alarm: Alarm): void;
}
