type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'>;

/** What a key asks of the whole page, wherever it is pressed; a lone `?` only where nobody is writing. */
export function shortcutOf({ key, ctrlKey, metaKey, altKey, isComposing }: Pressed, isWriting: boolean): 'search' | 'help' | undefined {
  if (isComposing) return undefined;
  if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'k') return 'search';
  return (key === '?' || key === '？') && !ctrlKey && !metaKey && !altKey && !isWriting ? 'help' : undefined;
}

/** Whether a key pressed there writes something. */
export const isWritten = (place: EventTarget | null): boolean =>
  place instanceof HTMLElement && (place.isContentEditable || place instanceof HTMLInputElement || place instanceof HTMLTextAreaElement || place instanceof HTMLSelectElement);
