import { createUploadRoom } from '../../../server/gateway/files/upload-room';

test('what comes is counted, not what is promised, and is free again when it ends', () => {
  const room = createUploadRoom({ mostBytes: 10, networkBytes: 10, perVisitor: 2 });
  const [one, two] = [room.begin('anna', 'home'), room.begin('anna', 'home')];
  expect(room.begin('anna', 'home')).toBeUndefined();
  const other = room.begin('ben', 'home');
  expect([one?.more(6), two?.more(4), other?.more(1)]).toEqual([true, true, false]);
  one?.end();
  expect([other?.more(6), other?.more(1)]).toEqual([true, false]);
  expect(room.begin('anna', 'home')).toBeDefined();
  two?.end();
  other?.end();
  expect(room.begin('carl', 'home')?.more(10)).toBe(true);
});

test('one network that holds what it sent leaves room for others, and what is over is free again', () => {
  const room = createUploadRoom({ mostBytes: 100, networkBytes: 50, perVisitor: 2 });
  const slow = Array.from({ length: 5 }, (_, i) => room.begin(`made up ${i}`, 'slow'));
  expect(slow.map((one) => one?.more(10))).toEqual([true, true, true, true, true]);
  expect(room.begin('one more', 'slow')?.more(1)).toBe(false);
  const anna = room.begin('anna', 'other');
  expect([anna?.more(30), anna?.more(20), anna?.more(1)]).toEqual([true, true, false]);
  expect(room.begin('ben', 'third')?.more(1)).toBe(false);
  slow[0]?.end();
  expect([room.begin('ben', 'third')?.more(10), room.begin('ben', 'third'), room.begin('ben', 'third')]).toEqual([true, undefined, undefined]);
});
