import { openOfflineRegions } from '../../server/regions/offline-regions';

const regionOf = openOfflineRegions();

test.each([
  ['223.5.5.5', '浙江省 杭州市'], ['::ffff:223.5.5.5', '浙江省 杭州市'], ['202.96.209.133', '上海市'], ['114.247.50.2', '北京市'], ['1.36.1.1', '香港'], ['8.8.8.8', '美国'],
  ['240e:3b7:3272:d8d0::1', '广东省 深圳市'],
])('%s is of %s', (address, region) => expect(regionOf(address)).toBe(region));

test.each(['10.0.0.1', '192.168.1.1', '172.16.0.1', '127.0.0.1', '::1', 'fd00::1', 'fe80::1', '100.64.0.1', '169.254.1.1', 'fe80::1%eth0', 'none', 'x:y', ''])('%s is of no region', (address) => {
  expect(regionOf(address)).toBeUndefined();
});
