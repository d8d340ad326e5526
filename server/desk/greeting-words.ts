import { fill } from '../../shared/texts';
import type { Values } from './say';

/** Up to and with what ends it. A point ends a sentence only before a blank and no small letter: those of 3.5 and "e.g. at" do not. */
const SENTENCE = /(?:[^。！？!?；;\n.]|\.(?!\s+[^\sa-z]|\s*$))*(?:[。！？!?；;.]+[ \t]*|\n|$)/g;
const NAMES = /\{([a-zA-Z]+)\}/g;

export interface GreetingWords {
  text: string;
  /** The values it tells. */
  tells: ReadonlySet<string>;
}

/**
 * An entry's own greeting as far as it can be said now: a sentence with a `{name}` nobody knows a value of is left out, so that
 * one text serves who is answered at once (no `{place}`) and who waits (no `{agent}`). Undefined when nothing is left.
 */
export function greetingWords(greeting: string, values: Values): GreetingWords | undefined {
  const kept = (greeting.match(SENTENCE) ?? []).filter((one) => namesIn(one).every((name) => values[name] !== undefined)).join('');
  const text = fill(kept, values).trim();
  return text === '' ? undefined : { text, tells: new Set(namesIn(kept)) };
}

const namesIn = (template: string): string[] => [...template.matchAll(NAMES)].map((match) => match[1] ?? '');
