/** Where to go after signing in: a page of this app, whatever stands in the address. */
export const placeAfter = (to: unknown): string => (typeof to === 'string' && /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : '/');
