const plain = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1b7a5a"/><path d="M9 10h14v9H16l-5 4v-4H9z" fill="#fff"/></svg>';
const dotted = plain.replace('</svg>', '<circle cx="25" cy="7" r="7" fill="#d9482f" stroke="#fff" stroke-width="2"/></svg>');
const address = (svg: string): string => `data:image/svg+xml,${encodeURIComponent(svg)}`;

/** Shows at the tab whether something is unread. */
export const createFavicon = (link: { href: string } | null): ((hasUnread: boolean) => void) => (hasUnread) => {
  if (link) link.href = address(hasUnread ? dotted : plain);
};
