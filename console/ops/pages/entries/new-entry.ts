/** In the address where a key stands otherwise: an entry that is still to be made. No key looks like this. */
export const NEW = '+';
