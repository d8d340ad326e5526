import type { WordTable } from '../../frame/language';

export const dependentsWords = {
  title: { zh: '删除{name}？', en: 'Delete {name}?' },
  free: { zh: '没有别的地方用到它。', en: 'Nothing else uses it.' },
  used: { zh: '这些地方用到它，请先改掉，否则检查会报错、无法发布：', en: 'These use it; change them first, or the check fails and nothing can be published:' },
  member: { zh: '客服组“{name}”的成员', en: 'Member of the group “{name}”' },
  step: { zh: '入口“{name}”（{key}）的第 {step} 步', en: 'Step {step} of the entry “{name}” ({key})' },
  variantStep: { zh: '入口“{name}”（{key}）第 {variant} 套转接顺序的第 {step} 步', en: 'Step {step} of variant {variant} of the entry “{name}” ({key})' },
  shift: { zh: '客服{name}的班次', en: 'The shift of {name}' },
  hours: { zh: '入口“{name}”（{key}）的服务时间', en: 'The hours of the entry “{name}” ({key})' },
} as const satisfies WordTable;
