type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;
type Child = Node | string | undefined;

/** Sets what is given and takes away what is false or undefined; never as HTML, and never a `style`, which a strict policy forbids. */
export const set = (element: Element, attributes: Attributes): void => {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
};

/** An element with its children. */
export const make = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes: Attributes = {}, ...children: readonly Child[]): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  set(element, attributes);
  element.append(...children.filter((child) => child !== undefined));
  return element;
};

/** A button that acts on a click or a key. */
export const button = (attributes: Attributes, content: Child, act: (event: MouseEvent) => void): HTMLButtonElement => {
  const element = make('button', { type: 'button', ...attributes }, content);
  element.addEventListener('click', act);
  return element;
};

/** Text for a screen reader only. */
export const spoken = (text: string): HTMLElement => make('span', { class: 'spoken' }, text);

/** Changes a text only when it is another one: a live region would be read out again. */
export const write = (element: Element, text: string): void => {
  if (element.textContent !== text) element.textContent = text;
};

/** Part of the page only while there is something to show. */
export const showIf = (element: HTMLElement, shown: boolean): void => {
  if (element.hidden === shown) element.hidden = !shown;
};

/** What has the keyboard, in a shadow root or not. */
export const focused = (near: Node): HTMLElement | undefined => {
  const root = near.getRootNode();
  const active = root instanceof ShadowRoot || root instanceof Document ? root.activeElement : null;
  return active instanceof HTMLElement ? active : undefined;
};
