import { byId, control, trouble } from './dom.js';
import { showKfAgent, startKfAgent } from './kf-agent.js';
import { showKfVisitor, startKfVisitor } from './kf-visitor.js';
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

const showKf = gathered(async () => {
  await showKfVisitor();
  await showKfAgent();
});
const show = { visitor: gathered(showVisitor), member: gathered(showMember), kf: showKf, clock: gathered(showClock) };
const showAll = () => Object.values(show).forEach((one) => one());

function listen() {
  const events = new EventSource('/control/events');
  for (const type of ['visitor', 'member', 'kf', 'clock']) events.addEventListener(type, show[type]);
  for (const type of ['visitor', 'member']) events.addEventListener(type, showKf);
  events.addEventListener('clock', showAll);
  events.addEventListener('reset', showAll);
  events.addEventListener('error', () => trouble(word('lost')));
  events.addEventListener('open', () => {
    trouble('');
    showAll();
  });
}

/** The mini-program's own customer service, or 微信客服. */
function showView() {
  const kf = location.hash === '#kf';
  byId('view-app').hidden = kf;
  byId('view-kf').hidden = !kf;
  for (const link of document.querySelectorAll('.views a')) {
    if (link.hash === (kf ? '#kf' : '#app')) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

showWords();
showView();
window.addEventListener('hashchange', showView);
startKfVisitor();
startKfAgent();
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
