import { createUploadRoom } from '../../../server/gateway/files/upload-room';

test('what comes is counted, not what is promised, and is free again when it ends', () => {
  const room = createUploadRoom({ mostBytes: 10, perVisitor: 2 });
  const [one, two] = [room.begin('anna'), room.begin('anna')];
  expect(room.begin('anna')).toBeUndefined();
  const other = room.begin('ben');
  expect([one?.more(6), two?.more(4), other?.more(1)]).toEqual([true, true, false]);
  one?.end();
  expect([other?.more(6), other?.more(1)]).toEqual([true, false]);
  expect(room.begin('anna')).toBeDefined();
  two?.end();
  other?.end();
  expect(room.begin('carl')?.more(10)).toBe(true);
});
