import type { ComponentSpace, GeneralComponent } from 'glass-easel';
import { define, setOrRemove } from './define-tag';

type Field = HTMLInputElement | HTMLTextAreaElement;
const isField = (element: unknown): element is Field => element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;

/** As high as its words, within what its style allows. */
const fit = (host: HTMLElement): void => {
  host.style.height = 'auto';
  host.style.height = `${host.scrollHeight}px`;
};

const grows = (component: GeneralComponent): boolean => Reflect.get(component.data, 'autoHeight') === true;
const isSent = (component: GeneralComponent): boolean => Reflect.get(component.data, 'confirmType') === 'send';

/** `input` and `textarea`. */
export const fieldTags = (space: ComponentSpace): void => {
  for (const tag of ['input', 'textarea']) define(space, tag, {
    value: (host, value) => {
      if (!isField(host) || value === undefined || host.value === String(value)) return;
      host.value = String(value);
      if (host.dataset['grows'] === 'true') fit(host);
    },
    placeholder: (host, value) => setOrRemove(host, 'placeholder', value),
    maxlength: (host, value) => setOrRemove(host, 'maxlength', value),
    disabled: (host, value) => host.toggleAttribute('disabled', value === true),
    autoHeight: (host, value) => {
      setOrRemove(host, 'data-grows', value === true);
      if (value !== true) return;
      host.setAttribute('rows', '1');
      host.style.height = 'auto';
    },
    confirmType: (host, value) => setOrRemove(host, 'enterkeyhint', value),
  }, (host, component) => {
    host.addEventListener('input', () => {
      if (!isField(host)) return;
      if (grows(component)) fit(host);
      component.triggerEvent('input', { value: host.value });
    });
    host.addEventListener('focus', () => component.triggerEvent('focus', {}));
    host.addEventListener('keydown', (event) => {
      // on a desktop the return key sends, as in WeChat for a desktop
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !isField(host) || !isSent(component)) return;
      event.preventDefault();
      component.triggerEvent('confirm', { value: host.value });
    });
  });
};
