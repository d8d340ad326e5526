/** One line for the merchant's page; `entry`: the one the button opens at once. */
export const widgetTag = (server: string, site: string, entry?: string): string =>
  `<script src="${server}/widget.js" data-site="${site}"${entry === undefined ? '' : ` data-entry="${entry}"`} async></script>`;

/** The same chat as a page of its own, for a link or a QR code. */
export const chatPage = (server: string, site: string, entry?: string): string =>
  `${server}/chat/${site}${entry === undefined ? '' : `?e=${entry}`}`;

/** What the merchant's mini-program needs in the page that shows the buttons. */
export const componentTag = (entries: readonly string[]): string =>
  `{ "usingComponents": { "contact-entries": "/components/contact-entries/index" } }\n\n<contact-entries${entries.length === 0 ? '' : ` entries="{{[${entries.map((key) => `'${key}'`).join(', ')}]}}"`} />`;

/** A page that leads to one entry, from anywhere in the mini-program. */
export const entryPage = (entry: string): string => `wx.navigateTo({ url: '/pages/entry/index?e=${entry}' });`;
