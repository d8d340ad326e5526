/** The parts of a frame of unknown origin. */
export type Fields = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
export const isText = (value: unknown): boolean => typeof value === 'string';
export const isNumber = (value: unknown): boolean => typeof value === 'number' && isFinite(value);

/** A message as far as its place is concerned. Kinds of messages a newer server may add pass. */
export const isMessage = (value: unknown): boolean =>
  isObject(value) && isNumber(value['seq']) && isNumber(value['at']) && isText(value['from']) && isObject(value['body']) && isText(value['body']['kind']);
export const areMessages = (value: unknown): boolean => Array.isArray(value) && value.every(isMessage);

/**
 * Reads what the server said: undefined when this release does not know such a frame. `shapes` look only at what the reader's
 * own code stands on, so that a newer server may add to it.
 */
export function frameReader<F extends { readonly type: string }>(shapes: Readonly<Record<F['type'], (frame: Fields) => boolean>>): (text: string) => F | undefined {
  const isType = (type: unknown): type is F['type'] => typeof type === 'string' && Object.prototype.hasOwnProperty.call(shapes, type);
  const isFrame = (value: unknown): value is F => isObject(value) && isType(value['type']) && shapes[value['type']](value);
  return (text) => {
    try {
      const value: unknown = JSON.parse(text);
      return isFrame(value) ? value : undefined;
    } catch {
      return undefined;
    }
  };
}
