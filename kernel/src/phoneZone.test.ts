import { expect, test } from 'vitest'
import { isZone } from './zone.ts'
import { zoneOfPhone } from './phoneZone.ts'

test.each([
  ['+74951234567', 'Europe/Moscow', 'a landline of Moscow'],
  ['+73432345678', 'Asia/Yekaterinburg', 'of Yekaterinburg'],
  ['+74232345678', 'Asia/Vladivostok', 'of Vladivostok'],
  ['+74012345678', 'Europe/Kaliningrad', 'of Kaliningrad'],
  ['+77272345678', 'Asia/Almaty', 'of Kazakhstan, which shares the code with Russia'],
  ['+375291234567', 'Europe/Minsk', 'of a country with one clock'],
  ['+79161234567', null, 'a mobile number tells no place'],
  ['+78001234567', null, 'neither does a free one'],
  ['+12125550100', null, 'a country of many zones'],
  ['no number', null, 'no number at all'],
])('[L5] %s: %s (%s)', (phone, zone, _why) => {
  expect(zoneOfPhone(phone)).toBe(zone)
  expect(zone === null || isZone(zone)).toBe(true)
})
