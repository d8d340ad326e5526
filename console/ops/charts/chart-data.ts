/** What stands in one chart: a name for each place on the axis, and one or more rows of numbers. */
export interface ChartData {
  names: readonly string[];
  series: readonly ChartSeries[];
  /** How a number is read. */
  words(value: number): string;
  /** Marks on the axis lie at least this far apart; 1 unless said otherwise. */
  step?: number;
}

export interface ChartSeries {
  name: string;
  form: 'bar' | 'line';
  /** Absent: nothing was counted there. */
  values: readonly (number | undefined)[];
}
