import { byId, control, trouble } from './dom.js';
import { showMember, startMember } from './member.js';
import { showVisitor, startVisitor } from './visitor.js';
import { showWords, switchLanguage, word } from './words.js';

async function showClock() {
  const { offsetMs } = await control('GET', '/clock');
  byId('clock').textContent = offsetMs > 0 ? word('clockAhead')(Math.round(offsetMs / 60_000)) : '';
}

/** Several changes in one moment are one fetch. */
function gathered(show) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      void show();
    }, 50);
  };
}

const show = { visitor: gathered(showVisitor), member: gathered(showMember), clock: gathered(showClock) };
const showAll = () => Object.values(show).forEach((one) => one());

function listen() {
  const events = new EventSource('/control/events');
  for (const type of ['visitor', 'member', 'clock']) events.addEventListener(type, show[type]);
  events.addEventListener('clock', showAll);
  events.addEventListener('reset', showAll);
  events.addEventListener('error', () => trouble(word('lost')));
  events.addEventListener('open', () => {
    trouble('');
    showAll();
  });
}

showWords();
startVisitor();
startMember();
byId('language').addEventListener('click', () => {
  switchLanguage();
  byId('menu').dataset.shown = '';
  showAll();
});
for (const button of document.querySelectorAll('[data-advance]')) {
  button.addEventListener('click', () => void control('POST', '/clock', { advanceMs: Number(button.dataset.advance) }));
}
listen();
