import type { VisitorFacts } from '../../../shared/visitor-facts';

/** What is known about a visitor as the form holds it: every field there, empty when not known. */
export interface FactsForm {
  name: string;
  level: string;
  orderNo: string;
  /** Separated by commas. */
  tags: string;
  ownerAgent: string;
}

export const factsForm = ({ name = '', level = '', orderNo = '', tags = [], ownerAgent = '' }: VisitorFacts): FactsForm => ({ name, level, orderNo, tags: tags.join('，'), ownerAgent });

/** What is sent: fields left empty are absent, and each tag stands once. */
export function factsOf(form: FactsForm): VisitorFacts {
  const text = (value: string): string | undefined => value.trim() || undefined;
  const tags = [...new Set(form.tags.split(/[,，、]/).map((tag) => tag.trim()).filter((tag) => tag !== ''))];
  const [name, level, orderNo, ownerAgent] = [text(form.name), text(form.level), text(form.orderNo), text(form.ownerAgent)];
  return {
    ...(name !== undefined && { name }), ...(level !== undefined && { level }), ...(orderNo !== undefined && { orderNo }),
    ...(tags.length > 0 && { tags }), ...(ownerAgent !== undefined && { ownerAgent }),
  };
}
