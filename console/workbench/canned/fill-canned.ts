import { cannedPlaces } from '../../../shared/http/canned-replies';

export type CannedPlace = (typeof cannedPlaces)[number];
export type CannedValues = Readonly<Partial<Record<CannedPlace, string>>>;

const isPlace = (name: string): name is CannedPlace => cannedPlaces.some((place) => place === name);

/** Fills the places of a canned reply and names those nothing is known for; braces that are no place stay as they are. */
export function fillCanned(text: string, values: CannedValues): { text: string; missing: CannedPlace[] } {
  const missing = new Set<CannedPlace>();
  const filled = text.replace(/\{([a-z]+)\}/g, (whole, name: string) => {
    if (!isPlace(name)) return whole;
    const value = values[name];
    if (value === undefined || value === '') missing.add(name);
    return value ?? '';
  });
  return { text: filled, missing: [...missing] };
}
