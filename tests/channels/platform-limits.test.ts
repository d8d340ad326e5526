import fc from 'fast-check';
import { checkCard } from '../../sandbox/wecom/card-rules';
import { fieldFits } from '../../sandbox/wechat/subscribe-fields';
import type { CardButton } from '../../server/agent-channels/agent-channel';
import { cardForm } from '../../server/agent-channels/wecom-app/card-form';
import { fitTemplate } from '../../server/channels/contact/template-fields';
import { parseJsonRecord } from '../../server/wechat/json';
import { buttonCard } from '../../server/wechat/wecom-card';

const words = fc.oneof(fc.string({ unit: 'binary', maxLength: 250 }), fc.array(fc.constantFrom('很', '👨‍👩‍👧‍👦', ' ', '\n', '7', 'ok', '…', '\uD83D'), { maxLength: 80 }).map((parts) => parts.join('')));

it('whatever an agent is told, the platform’s own rules take the card', () => {
  const button: fc.Arbitrary<CardButton> = fc.record({ text: words, look: fc.constantFrom('primary', 'plain', 'danger'), action: fc.constantFrom('reply', 'take'), conversation: fc.stringMatching(/^[0-9a-f]{32}$/) });
  const card = fc.record(
    { form: fc.constant('card' as const), id: fc.stringMatching(/^[0-9a-f]{32}$/), title: words, subtitle: words, text: words, lines: fc.array(fc.record({ name: words, value: words }), { maxLength: 9 }), buttons: fc.array(button, { minLength: 1, maxLength: 9 }) },
    { requiredKeys: ['form', 'id', 'title', 'lines', 'buttons'] },
  );
  fc.assert(fc.property(card, (piece) => {
    expect(checkCard(parseJsonRecord(JSON.stringify(buttonCard(cardForm(piece)))) ?? {})).toEqual({ ok: true });
  }), { numRuns: 300 });
});

it('whatever a visitor is notified of, the platform’s own rules take every field that has words', () => {
  const names = fc.constantFrom('thing1', 'number2', 'letter3', 'symbol4', 'character_string5', 'phrase6', 'name7');
  fc.assert(fc.property(names, words, (name, value) => {
    const fitted = fitTemplate({ [name]: value })[name] ?? '';
    expect([name, fitted, fieldFits(name, fitted)]).toEqual([name, fitted, true]);
  }), { numRuns: 1000 });
});
