import { describe, expect, test } from 'vitest'
import { faceOf } from './clockFace.ts'

const at = (time: string) => Date.parse(`2026-03-10T${time}:00Z`)
const sameDay = (one: number, other: number) => new Date(one).toISOString().slice(0, 10) === new Date(other).toISOString().slice(0, 10)
const face = (now: string, more: Partial<Parameters<typeof faceOf>[0]> = {}) =>
  faceOf({ due: '2026-03-10T12:00:00Z', from: '2026-03-10T08:00:00Z', now: at(now), sameDay, ...more })

describe('the face of a clock', () => {
  test('shows what is left', () => expect(face('09:00')).toMatchObject({ state: 'left', share: 0.75 }))
  test('is amber from the last quarter on', () => {
    expect(face('10:59').state).toBe('left')
    expect(face('11:00')).toMatchObject({ state: 'risk', share: 0.25 })
  })
  test('is over on the due instant, not a moment before', () => {
    expect(face('11:59').state).toBe('risk')
    expect(face('12:00').state).toBe('over')
  })
  test('is calm while the due day has not come', () => expect(face('11:00', { due: '2026-03-11T08:00:00Z' }).state).toBe('later'))
  test('stands still outside working hours', () => expect(face('11:00', { paused: true }).state).toBe('paused'))
  test('is done whatever the hour', () => expect(face('13:00', { doneAt: '2026-03-10T08:07:00Z' }).state).toBe('done'))
  test('without a beginning it never warns, it only runs out', () => {
    expect(face('11:59', { from: undefined }).state).toBe('left')
    expect(face('12:00', { from: undefined }).state).toBe('over')
  })
})
