import type { ComponentSpace, GeneralComponent } from 'glass-easel';
import { define } from './define-tag';

const numberOf = (component: GeneralComponent, name: string): number => {
  const value: unknown = Reflect.get(component.data, name);
  return typeof value === 'number' ? value : 50;
};

/** Brings what stands at the place named into view, once it has been drawn. */
const reveal = (host: HTMLElement, id: unknown, component: GeneralComponent): void => {
  if (typeof id !== 'string' || id === '') return;
  requestAnimationFrame(() => {
    const found: unknown = component.ownerShadowRoot?.querySelector(`#${id}`)?.getBackendElement();
    if (found instanceof HTMLElement) host.scrollTop += found.getBoundingClientRect().top - host.getBoundingClientRect().top;
  });
};

/** `scroll-view`, up and down. Its edges are told once each time they are come to. */
export const scrollView = (space: ComponentSpace): void =>
  define(space, 'scroll-view', {
    scrollY: (host, value) => host.toggleAttribute('data-scrolls', value === true),
    scrollIntoView: reveal,
    scrollAnchoring: () => undefined,
    upperThreshold: () => undefined,
    lowerThreshold: () => undefined,
  }, (host, component) => {
    let edge = '';
    host.addEventListener('scroll', () => {
      const { scrollTop, scrollHeight, clientHeight } = host;
      component.triggerEvent('scroll', { scrollTop, scrollHeight });
      const isUpper = scrollTop <= numberOf(component, 'upperThreshold');
      const isLower = scrollTop + clientHeight >= scrollHeight - numberOf(component, 'lowerThreshold');
      const next = isUpper ? 'scrolltoupper' : isLower ? 'scrolltolower' : '';
      if (next !== edge && next !== '') component.triggerEvent(next, {});
      edge = next;
    });
  });
