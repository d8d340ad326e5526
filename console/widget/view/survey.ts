import type { Language } from '../../../shared/asking/language';
import type { Survey } from '../../../shared/http/chat';
import { say } from '../words';
import { button, make, showIf } from './dom';
import { icon } from './icons';

export interface SurveyView {
  readonly element: HTMLElement;
  /** `survey` absent: he is not asked now. */
  show(conversation: string, survey: Survey | undefined): void;
}

const five = [1, 2, 3, 4, 5] as const;

/** How it was: stars and words. The last answer counts, so it can be changed. */
export const surveyView = (language: Language, rate: (stars: number, comment?: string) => void): SurveyView => {
  const element = make('section', { class: 'survey', 'aria-label': say(language, 'surveyQuestion'), hidden: true });
  let drawn = '';
  let put: string | undefined;

  const asked = (given: Survey): void => {
    const comment = make('textarea', { class: 'field', rows: 2, maxlength: 500, placeholder: say(language, 'surveyComment'), 'aria-label': say(language, 'surveyComment') });
    comment.value = given.comment ?? '';
    const submit = make('button', { class: 'solid' }, say(language, 'surveySend'));
    const more = make('div', { class: 'survey__more' }, comment, submit);
    let chosen = given.stars ?? 0;
    const stars = five.map((count) => {
      const radio = make('input', { class: 'spoken', type: 'radio', name: 'stars', value: count, 'aria-label': say(language, 'stars', { count }), checked: count === chosen });
      const label = make('label', { class: 'survey__star' }, radio, icon('star'));
      radio.addEventListener('change', () => {
        chosen = count;
        fillStars();
      });
      return label;
    });
    const fillStars = (): void => {
      stars.forEach((star, at) => star.classList.toggle('survey__star--on', at < chosen));
      showIf(more, chosen > 0);
    };
    const later = button({ class: 'text-button text-button--soft' }, say(language, 'surveyLater'), () => {
      put = drawn;
      element.hidden = true;
    });
    const form = make('form', {}, make('fieldset', { class: 'survey__stars' }, make('legend', { class: 'survey__question' }, say(language, 'surveyQuestion')), ...stars), more);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const words = comment.value.trim();
      if (words === '') rate(chosen);
      else rate(chosen, words);
    });
    element.replaceChildren(form, later);
    fillStars();
  };

  const thanked = (given: Survey): void => {
    const stars = five.map((count) => make('span', { class: `survey__star${count <= (given.stars ?? 0) ? ' survey__star--on' : ''}` }, icon('star')));
    element.replaceChildren(
      make('p', { class: 'survey__thanks', role: 'status' }, say(language, 'surveyThanks')),
      make('span', { class: 'survey__given', role: 'img', 'aria-label': say(language, 'stars', { count: given.stars ?? 0 }) }, ...stars),
      button({ class: 'text-button' }, say(language, 'surveyChange'), () => asked(given)),
    );
  };

  return {
    element,
    show(conversation, survey) {
      const key = JSON.stringify([conversation, survey]);
      if (key === drawn) return;
      drawn = key;
      showIf(element, survey !== undefined && key !== put);
      if (survey === undefined) return;
      if (survey.stars === undefined) asked(survey);
      else thanked(survey);
    },
  };
};
