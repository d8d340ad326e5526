import type { ComponentSpace, GeneralComponent } from 'glass-easel';

const hostOf = (component: GeneralComponent): HTMLElement => {
  const element: unknown = component.getBackendElement();
  if (!(element instanceof HTMLElement)) throw new Error('a built-in tag needs a document');
  return element;
};

/** Property → attribute of the element, the same for every tag. */
const aria = { ariaLabel: 'aria-label', ariaHidden: 'aria-hidden' } as const;
/** What a browser does by itself, or has nothing for. */
const plain = ['hoverClass', 'placeholderClass', 'cursorSpacing', 'adjustPosition', 'showConfirmBar', 'disableDefaultPadding', 'confirmHold', 'userSelect'];

/** Clicks that have become a tap: of tags in each other the innermost makes it, and the framework lets it rise. */
const tapped = new WeakSet<Event>();

/** A click is a finger's, a mouse's or a keyboard's; that of a button that is off is none. */
const tapOnClick = (host: HTMLElement, component: GeneralComponent): void =>
  host.addEventListener('click', (event) => {
    if (tapped.has(event) || host.closest('button:disabled') !== null) return;
    tapped.add(event);
    component.triggerEvent('tap', {}, { bubbles: true, composed: true });
  });

/** What says that it is a button can be reached and pressed by keys, as WeChat's reader does. */
const showRole = (host: HTMLElement, role: unknown): void => {
  setOrRemove(host, 'role', role);
  if (role !== 'button' || host instanceof HTMLButtonElement) return;
  host.tabIndex = 0;
  host.addEventListener('keydown', ({ key, target }) => {
    if (key === 'Enter' && target === host) host.click();
  });
};

type Acts = Readonly<Record<string, (host: HTMLElement, value: unknown, component: GeneralComponent) => void>>;

/** Defines one tag: `acts` by property shows its value on the element, `born` connects the new element. */
export const define = (space: ComponentSpace, tag: string, acts: Acts, born: (host: HTMLElement, component: GeneralComponent) => void = () => undefined): void => {
  const shown: Acts = {
    ...Object.fromEntries(Object.entries(aria).map(([name, attribute]) => [name, (host: HTMLElement, value: unknown) => setOrRemove(host, attribute, value)])),
    ariaRole: showRole,
    ...Object.fromEntries(plain.map((name) => [name, () => undefined])),
    ...acts,
  };
  const component = space.define(`built-in/${tag}`).definition({
    properties: Object.fromEntries(Object.keys(shown).map((name) => [name, { type: null, value: undefined }])),
    observers: Object.entries(shown).map(([fields, act]) => ({
      fields,
      observer(this: GeneralComponent, value: unknown) {
        act(hostOf(this), value, this);
      },
    })),
    lifetimes: {
      created(this: GeneralComponent) {
        tapOnClick(hostOf(this), this);
        born(hostOf(this), this);
      },
    },
  }).registerComponent();
  space.setGlobalUsingComponent(tag, component.general());
};

export const setOrRemove = (host: HTMLElement, attribute: string, value: unknown): void => {
  if (value === undefined || value === null || value === '') host.removeAttribute(attribute);
  else host.setAttribute(attribute, String(value));
};
