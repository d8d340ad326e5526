import { useFilters } from '../../frame/filters';

/** The visitor and the conversation somebody has opened over a page; both stand in its address, so that a link leads there. */
export function useLooking() {
  const opened = useFilters(['v', 'c'] as const);
  return {
    visitor: (): string => opened.of('v'),
    conversation: (): string => opened.of('c'),
    openVisitor: (id: string): Promise<void> => opened.set({ v: id, c: '' }),
    openConversation: (id: string): Promise<void> => opened.set({ c: id }),
    closeVisitor: (): Promise<void> => opened.set({ v: '' }),
    closeConversation: (): Promise<void> => opened.set({ c: '' }),
  };
}
