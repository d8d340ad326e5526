/** Says at the head of the page's title that answers wait, while the page is not looked at; '' takes it away. Other changes of the title stay. */
export const createTitleBadge = (page: Pick<Document, 'title'>): ((words: string) => void) => {
  let put = '';
  return (words) => {
    if (words === put) return;
    const own = put !== '' && page.title.startsWith(put) ? page.title.slice(put.length) : page.title;
    put = words;
    page.title = words + own;
  };
};
