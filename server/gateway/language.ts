export type Language = 'zh' | 'en';

const MAX_HEADER = 200;

/** What an Accept-Language header asks for first among what we speak; Chinese when it asks for neither. */
export function languageOf(header: string | undefined): Language {
  if (header === undefined || header === '' || header.startsWith('zh')) return 'zh';
  let best: Language = 'zh';
  let most = 0;
  for (const part of header.slice(0, MAX_HEADER).toLowerCase().split(',')) {
    const [range = '', ...terms] = part.trim().split(';');
    const language = range.startsWith('zh') ? 'zh' : range.startsWith('en') ? 'en' : undefined;
    if (language === undefined) continue;
    const weight = weightOf(terms);
    if (weight > most) {
      most = weight;
      best = language;
    }
  }
  return best;
}

function weightOf(terms: readonly string[]): number {
  const given = terms.map((term) => term.trim()).find((term) => term.startsWith('q='));
  if (given === undefined) return 1;
  const weight = Number(given.slice(2));
  return weight >= 0 && weight <= 1 ? weight : 0;
}
