/** What is looked for while the text of the composer begins with `/`; undefined: nobody asks for a canned reply. */
export const cannedQuery = (text: string): string | undefined => (/^\/[^\n]{0,40}$/.test(text) ? text.slice(1) : undefined);
