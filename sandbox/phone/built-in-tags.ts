import type { ComponentSpace, GeneralComponent } from 'glass-easel';

/** What a tapped contact button asks of WeChat. */
export interface ContactTap {
  readonly sessionFrom: string;
  /** The card WeChat offers to send; '' for none. */
  readonly cardTitle: string;
  readonly cardPath: string;
  /** The visitor came back by tapping a card in the chat. */
  back(detail: { path: string; query: Readonly<Record<string, string>> }): void;
}

export interface TagHost {
  openContact(tap: ContactTap): void;
}

const hostOf = (component: GeneralComponent): HTMLElement => {
  const element: unknown = component.getBackendElement();
  if (!(element instanceof HTMLElement)) throw new Error('a built-in tag needs a document');
  return element;
};

/** Property → attribute of the element, the same for every tag. */
const aria = { ariaLabel: 'aria-label', ariaRole: 'role', ariaHidden: 'aria-hidden' } as const;
const plain = ['hoverClass', 'placeholderClass', 'cursorSpacing'];

/** Clicks that have become a tap: of tags in each other the innermost makes it, and the framework lets it rise. */
const tapped = new WeakSet<Event>();

/** A click is a finger's, a mouse's or a keyboard's; that of a button that is off is none. */
const tapOnClick = (host: HTMLElement, component: GeneralComponent): void =>
  host.addEventListener('click', (event) => {
    if (tapped.has(event) || host.closest('button:disabled') !== null) return;
    tapped.add(event);
    component.triggerEvent('tap', {}, { bubbles: true, composed: true });
  });

type Acts = Readonly<Record<string, (host: HTMLElement, value: unknown) => void>>;

/** Defines one tag: `acts` by property shows its value on the element, `born` connects the new element. */
const define = (space: ComponentSpace, tag: string, acts: Acts, born: (host: HTMLElement, component: GeneralComponent) => void = () => undefined): void => {
  const shown: Acts = {
    ...Object.fromEntries(Object.entries(aria).map(([name, attribute]) => [name, (host: HTMLElement, value: unknown) => setOrRemove(host, attribute, value)])),
    ...Object.fromEntries(plain.map((name) => [name, () => undefined])),
    ...acts,
  };
  const component = space.define(`built-in/${tag}`).definition({
    properties: Object.fromEntries(Object.keys(shown).map((name) => [name, { type: null, value: undefined }])),
    observers: Object.entries(shown).map(([fields, act]) => ({
      fields,
      observer(this: GeneralComponent, value: unknown) {
        act(hostOf(this), value);
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

const setOrRemove = (host: HTMLElement, attribute: string, value: unknown): void => {
  if (value === undefined || value === null || value === '') host.removeAttribute(attribute);
  else host.setAttribute(attribute, String(value));
};

const wordsOf = (component: GeneralComponent, name: string): string => {
  const value: unknown = Reflect.get(component.data, name);
  return typeof value === 'string' ? value : '';
};

type Field = HTMLInputElement | HTMLTextAreaElement;
const isField = (element: unknown): element is Field => element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;

const field = (space: ComponentSpace, tag: 'input' | 'textarea'): void =>
  define(space, tag, {
    value: (host, value) => {
      if (isField(host) && value !== undefined && host.value !== String(value)) host.value = String(value);
    },
    placeholder: (host, value) => setOrRemove(host, 'placeholder', value),
    maxlength: (host, value) => setOrRemove(host, 'maxlength', value),
    disabled: (host, value) => host.toggleAttribute('disabled', value === true),
  }, (host, component) => {
    host.addEventListener('input', () => {
      if (isField(host)) component.triggerEvent('input', { value: host.value });
    });
  });

/** The tags of WeChat that the program uses, over elements of the browser. A tag that stands nowhere here shows and does nothing: the build refuses it. */
export const builtInTags = (space: ComponentSpace, host: TagHost): void => {
  define(space, 'view', {});
  define(space, 'text', {});
  define(space, 'image', {
    src: (element, value) => {
      const picture = element.querySelector('img');
      if (picture !== null && typeof value === 'string' && value !== '') picture.src = value;
    },
    mode: (element, value) => setOrRemove(element, 'data-mode', value),
  }, (element, component) => {
    const picture = document.createElement('img');
    picture.alt = '';
    for (const type of ['load', 'error']) picture.addEventListener(type, () => component.triggerEvent(type, {}));
    element.append(picture);
  });
  field(space, 'input');
  field(space, 'textarea');
  const box = (element: HTMLElement): HTMLInputElement | null => element.querySelector('input');
  define(space, 'switch', {
    checked: (element, value) => {
      const found = box(element);
      if (found !== null) found.checked = value === true;
    },
    color: (element, value) => {
      if (typeof value === 'string') element.style.setProperty('--switched-on', value);
    },
    // it is the box that is focused
    ariaLabel: (element, value) => setOrRemove(box(element) ?? element, 'aria-label', value),
  }, (element, component) => {
    const found = document.createElement('input');
    found.type = 'checkbox';
    found.setAttribute('role', 'switch');
    found.addEventListener('change', (event) => {
      event.stopPropagation();
      component.triggerEvent('change', { value: found.checked });
    });
    element.append(found);
  });
  define(space, 'button', {
    disabled: (element, value) => element.toggleAttribute('disabled', value === true),
    loading: (element, value) => element.toggleAttribute('data-loading', value === true),
    openType: () => undefined, sessionFrom: () => undefined, sendMessageTitle: () => undefined, sendMessagePath: () => undefined, sendMessageImg: () => undefined, showMessageCard: () => undefined,
  }, (element, component) => {
    element.setAttribute('type', 'button');
    component.addListener('tap', () => {
      if (wordsOf(component, 'openType') !== 'contact') return;
      const withCard: unknown = Reflect.get(component.data, 'showMessageCard');
      host.openContact({
        sessionFrom: wordsOf(component, 'sessionFrom'),
        cardTitle: withCard === true ? wordsOf(component, 'sendMessageTitle') : '',
        cardPath: withCard === true ? wordsOf(component, 'sendMessagePath') : '',
        back: (detail) => component.triggerEvent('contact', detail),
      });
    });
  });
};
