import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type ECharts } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { ChartData } from './chart-data';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

export type Drawn = ReturnType<typeof draw>;

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The page's own colours, as they are at this moment. */
function optionOf({ names, series, words, step = 1 }: ChartData): Parameters<ECharts['setOption']>[0] {
  const [ink, soft, line, surface] = [colour('--el-text-color-primary'), colour('--el-text-color-secondary'), colour('--line'), colour('--surface')];
  const font = { color: soft, fontFamily: colour('--el-font-family') };
  return {
    animation: false,
    color: [colour('--accent'), colour('--busy'), colour('--away')],
    grid: { left: 8, right: 12, top: series.length > 1 ? 36 : 16, bottom: 4, containLabel: true },
    ...(series.length > 1 && { legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 10, textStyle: font } }),
    // drawn, since the page's policy forbids styles inside of made HTML
    tooltip: { trigger: 'axis', renderMode: 'richText', backgroundColor: surface, borderColor: line, textStyle: { ...font, color: ink }, valueFormatter: (value: unknown) => (typeof value === 'number' ? words(value) : '—') },
    xAxis: { type: 'category', data: [...names], axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, axisLabel: font },
    yAxis: { type: 'value', minInterval: step, splitLine: { lineStyle: { color: line } }, axisLabel: { ...font, formatter: words } },
    series: series.map(({ name, form, values }) => ({ name, type: form, data: values.map((value) => value ?? null), ...(form === 'bar' ? { barMaxWidth: 28, itemStyle: { borderRadius: [3, 3, 0, 0] } } : { symbolSize: 7 }) })),
  };
}

/** A chart that fits its place and follows the page's colours until it is taken away. */
export function draw(place: HTMLElement) {
  const chart = init(place);
  let shown: ChartData | undefined;
  const again = (): void => {
    if (shown) chart.setOption(optionOf(shown), true);
  };
  const size = new ResizeObserver(() => chart.resize());
  size.observe(place);
  const theme = new MutationObserver(again);
  theme.observe(document.documentElement, { attributeFilter: ['class'] });
  return {
    show(data: ChartData): void {
      shown = data;
      again();
    },
    remove(): void {
      size.disconnect();
      theme.disconnect();
      chart.dispose();
    },
  };
}
