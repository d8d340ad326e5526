let last = 0;

/** A text nobody else says: its number is found again wherever it arrives, also when several texts were merged into one. */
export function tagged(text: string): { text: string; tag: number } {
  last += 1;
  return { text: `${text}《${last}》`, tag: last };
}

/** The numbers of all tagged texts in `content`, as often as they stand there. */
export function tagsIn(content: unknown): number[] {
  const text = typeof content === 'string' ? content : JSON.stringify(content ?? '');
  return [...text.matchAll(/《(\d+)》/g)].map((match) => Number(match[1]));
}
