import type { Language } from '../../../shared/asking/language';
import type { EntryView } from '../../../shared/http/visitor';
import type { TalkView } from '../../../shared/talk/parts';
import type { Talk } from '../../../shared/talk/talk';
import { chatHead } from '../chat-head';
import { chatItems } from '../chat-items';
import { uploadPath } from '../said-path';
import type { Visit } from '../visit';
import { say } from '../words';
import { composerView } from './composer';
import { button, make, showIf, write } from './dom';
import { linesView } from './lines';
import { bones } from './notice';
import { surveyView } from './survey';

export interface ChatParts {
  readonly language: Language;
  readonly visit: Pick<Visit, 'pictures' | 'uploads'>;
  readonly talk: Talk;
  readonly draft: { read(): string; write(text: string): void };
  now(): number;
  openPicture(address: string): void;
  leave(): void;
}

export interface ChatView {
  readonly element: HTMLElement;
  show(view: TalkView, entry: EntryView | undefined): void;
  focus(): void;
  take(files: readonly File[]): void;
  escape(): boolean;
}

/** One talk: how it stands, its words, and where he writes. */
export const chatView = ({ language, visit, talk, draft, now, openPicture, leave }: ChatParts): ChatView => {
  let agent = { name: '', picture: '' };
  const banner = make('p', { class: 'banner__words', role: 'status' });
  const leaveOffer = button({ class: 'text-button' }, say(language, 'leaveInstead'), leave);
  const goOn = button({ class: 'text-button' }, say(language, 'goOn'), talk.start);
  const bannerBox = make('div', { class: 'banner', hidden: true }, banner, leaveOffer, goOn);
  const lines = linesView({
    language, pictures: visit.pictures, openPicture,
    again: talk.again, drop: talk.drop, earlier: talk.earlier,
    pictureOf: (name) => (name === agent.name ? agent.picture : ''),
  });
  const waiting = bones(say(language, 'connecting'), 3);
  const survey = surveyView(language, talk.rate);
  const composer = composerView({
    language, draft, upload: visit.uploads, typing: talk.typing,
    remember: (file, blob) => visit.pictures.remember(uploadPath(file), blob),
    say(body) {
      talk.say(body);
      lines.toEnd();
    },
  });
  const element = make('div', { class: 'chat' }, bannerBox, waiting, lines.element, survey.element, composer.element);

  return {
    element,
    focus: composer.focus,
    take: composer.take,
    escape: composer.escape,
    show(view, entry) {
      const head = chatHead(view, entry, language);
      agent = { name: head.name, picture: head.picture };
      write(banner, head.banner);
      bannerBox.className = `banner banner--${head.tone}`;
      showIf(bannerBox, head.banner !== '');
      showIf(leaveOffer, head.offer === 'leave');
      showIf(goOn, head.offer === 'go-on');
      showIf(waiting, view.connection === 'connecting' && view.state === undefined && view.lines.length === 0);
      lines.show(chatItems(view, language, now()), view.earlier);
      survey.show(view.state?.conversation ?? '', view.state?.survey);
      composer.show(view.state?.state === 'closed');
    },
  };
};
