/** Files dropped on the panel are taken; everything else falls through to the page. */
export const acceptDrops = (panel: HTMLElement, take: (files: readonly File[]) => boolean): void => {
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  const mark = (on: boolean): void => void panel.classList.toggle('panel--drop', on);
  panel.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    mark(true);
  });
  panel.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node) || !panel.contains(relatedTarget)) mark(false);
  });
  panel.addEventListener('drop', (event) => {
    mark(false);
    if (!hasFiles(event)) return;
    event.preventDefault();
    take([...(event.dataTransfer?.files ?? [])]);
  });
};
