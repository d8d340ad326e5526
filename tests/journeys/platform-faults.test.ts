import { clean, compareLedger } from './ledger';
import type { Member, Visitor } from './people';
import type { ApiFault } from './platform';
import { startStage, type Stage } from './stage';
import { until } from './until';

const TO_VISITOR = '/cgi-bin/message/custom/send';
const TO_AGENT = '/cgi-bin/message/send';

type Fault = Omit<ApiFault, 'path'>;

/** What surely did not happen is tried again; what may have happened is listed and left to a person. */
const repeated: readonly (readonly [string, Fault])[] = [
  ['system busy (-1), twice', { kind: 'errcode', errcode: -1, count: 2 }],
  ['slow, then goes on', { kind: 'slow', ms: 800 }],
];
const unsure: readonly (readonly [string, Fault])[] = [
  ['connection reset before it was carried out', { kind: 'cut-before' }],
  ['connection reset after it was carried out', { kind: 'cut-after-accept' }],
  ['502 without an answer', { kind: 'http', status: 502 }],
];

describe('a platform that fails', () => {
  let stage: Stage;
  let visitor: Visitor;
  let li: Member;
  /** Cards that asked whether to send again. */
  const asked = new Set<string>();
  beforeAll(async () => {
    stage = await startStage({ shop: { agents: { li: '李雷' }, buttons: [{ key: 'sales', ladder: ['li'] }] } });
    await stage.online('li');
    [visitor, li] = [await stage.visitor('小王'), stage.member('li')];
    await visitor.tap('sales');
    const asked = await visitor.say('在吗？');
    await until('it has begun', async () => (await li.reads()).some((text) => text.includes(asked.text)));
  });
  afterAll(() => stage?.end());
  afterEach(() => stage.platform.clearFaults());

  const onVisitorsPhone = (text: string) => async (): Promise<boolean> => (await visitor.reads()).includes(text);
  const onAgentsPhone = (text: string) => async (): Promise<boolean> => (await li.reads()).some((one) => one.includes(text));
  const unknown = async () => (await stage.office.deliveries('unknown')).map(({ id }) => id);

  test.each(repeated)('an answer to the visitor: %s: arrives once', async (_what, fault) => {
    await visitor.say('请说');
    await stage.platform.apiFault({ path: TO_VISITOR, ...fault });
    const said = await li.say('在的');
    await until('it has arrived', onVisitorsPhone(said.text));
  });

  test.each(repeated)('a word to the agent: %s: arrives once', async (_what, fault) => {
    await stage.platform.apiFault({ path: TO_AGENT, ...fault });
    const said = await visitor.say('再问一句');
    await until('it has arrived', onAgentsPhone(said.text));
  });

  test.each(unsure)('an answer to the visitor: %s: unknown, not sent again until the agent says so', async (_what, fault) => {
    const before = await unknown();
    await visitor.say('请说');
    await stage.platform.apiFault({ path: TO_VISITOR, ...fault });
    const said = await li.say('在的');
    const card = await until('he is asked', async () => {
      const found = await li.card('不确定是否送达');
      return found && !asked.has(found.id) && found;
    });
    asked.add(card.id);
    const fresh = (await unknown()).filter((id) => !before.includes(id));
    expect(fresh).toHaveLength(1);
    // Later words pass; the unsure one stays where it is.
    const later = await li.say('您好');
    await until('a later one has arrived', onVisitorsPhone(later.text));
    const arrived = (await visitor.reads()).filter((text) => text === said.text).length;
    expect(arrived).toBe(fault.kind === 'cut-after-accept' ? 1 : 0);

    if (arrived === 0) {
      await li.tap('不确定是否送达', '重发');
      await until('it has arrived at last', onVisitorsPhone(said.text));
      expect(await unknown()).toEqual(before);
    } else {
      expect(await unknown()).toEqual(expect.arrayContaining(fresh));
    }
  });

  test.each(unsure)('a word to the agent: %s: unknown, not sent again until ops say so', async (_what, fault) => {
    const before = await unknown();
    await stage.platform.apiFault({ path: TO_AGENT, platform: 'wecom', ...fault });
    const said = await visitor.say('还在吗？');
    const [fresh] = await until('ops see it', async () => {
      const found = (await unknown()).filter((id) => !before.includes(id));
      return found.length > 0 && found;
    });
    const later = await visitor.say('喂？');
    await until('a later one has arrived', onAgentsPhone(later.text));
    const arrived = await onAgentsPhone(said.text)();
    expect(arrived).toBe(fault.kind === 'cut-after-accept');
    if (arrived) return;
    expect(await stage.office.resend(fresh ?? '')).toBe(204);
    await until('it has arrived at last', onAgentsPhone(said.text));
    expect(await unknown()).toEqual(before);
  });

  test('all in all nothing is lost and nothing doubled', async () => {
    await stage.office.idle();
    const verdict = await compareLedger(stage.platform, await stage.close());
    expect(verdict).toMatchObject(clean);
    expect(verdict.excused.size).toBe(0);
  });
});
