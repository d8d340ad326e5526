import type { ComponentSpace, GeneralComponent } from 'glass-easel';
import { define, setOrRemove } from './define-tag';
import { fieldTags } from './field-tags';
import { scrollView } from './scroll-view';

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

const wordsOf = (component: GeneralComponent, name: string): string => {
  const value: unknown = Reflect.get(component.data, name);
  return typeof value === 'string' ? value : '';
};

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
  fieldTags(space);
  scrollView(space);
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
