/** What something needs is not to be had yet, by nobody's fault: it is worth waiting for. */
export class NotYet extends Error {}
