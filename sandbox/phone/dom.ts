type Attributes = Readonly<Record<string, string | boolean>>;

/** An element with attributes and children; text children are never read as HTML. */
export const make = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes: Attributes = {}, ...children: readonly (Node | string)[]): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== false) element.setAttribute(name, value === true ? '' : value);
  element.append(...children);
  return element;
};

export const button = (attributes: Attributes, words: string | Node, act: () => void): HTMLButtonElement => {
  const element = make('button', { type: 'button', ...attributes }, words);
  element.addEventListener('click', act);
  return element;
};

/** An element of the phone's own page. */
export const part = (name: string): HTMLElement => {
  const element = document.querySelector<HTMLElement>(`[data-part="${name}"]`);
  if (element === null) throw new Error(`the phone's page has no part ${name}`);
  return element;
};

/** The file as base64. */
export const base64Of = async (file: File): Promise<string> => {
  let text = '';
  for (const byte of new Uint8Array(await file.arrayBuffer())) text += String.fromCharCode(byte);
  return btoa(text);
};
