import { describe, expect, test } from 'vitest'
import { differencesBetween, faultsOf, type RegulationDocument, shippedRegulation } from '../index.ts'
import { RegulationCase } from '../testing/aRegulation.ts'
import { aDeal } from '../testing/index.ts'

const reasons = (change: (reasons: RegulationDocument['lossReasons']) => RegulationDocument['lossReasons']): RegulationDocument => ({
  ...shippedRegulation,
  lossReasons: change(shippedRegulation.lossReasons),
})
const edited = (key: string, more: object) => reasons((all) => all.map((reason) => (reason.key === key ? { ...reason, ...more } : reason)))
const faults = (document: RegulationDocument) => faultsOf(document).map(({ path, ru }) => `${path}: ${ru}`)

describe('[A11] lists that make sense', () => {
  test('[A11] what the regulation closes by itself stays, and a silent client has two reasons only', () => {
    expect(faults(edited('does-not-answer', { retired: true }))).toEqual([
      '/lossReasons: Причиной does-not-answer сделки закрывает сам регламент: убрать её нельзя.',
    ])
    expect(faults(edited('too-dear', { kind: 'client-silent' }))[0]).toContain('/lossReasons/3/kind')
    expect(faults(reasons((all) => all.filter(({ kind }) => kind !== 'adopted')))[0]).toContain('перенесённых')
    expect(faults({ ...shippedRegulation, taskKinds: shippedRegulation.taskKinds.filter(({ key }) => key !== 'touch') })).toEqual([
      '/taskKinds: Дела вида touch ставит сам регламент: убрать этот вид нельзя.',
    ])
  })

  test('[A11] a replacement is there and is not what it replaces; what asks for a date takes the place of none that has none', () => {
    expect(faults(edited('too-dear', { replacedBy: 'terms' }))[0]).toContain('Заменяют только')
    expect(faults(edited('too-dear', { retired: true, replacedBy: 'too-dear' }))[0]).toContain('/lossReasons/3/replacedBy')
    expect(faults(edited('too-dear', { retired: true, replacedBy: 'no-such' }))[0]).toContain('/lossReasons/3/replacedBy')
    expect(faults(edited('too-dear', { retired: true, replacedBy: 'postponed' }))[0]).toContain('чего в прежних сделках нет')
    expect(faults(edited('too-dear', { retired: true, replacedBy: 'not-stated' }))[0]).toContain('перенос')
    expect(faults(edited('too-dear', { retired: true, replacedBy: 'terms' }))).toEqual([])
  })

  test('[H1] a retired reason is offered for no closing', () => {
    const offered = (document: RegulationDocument) =>
      aDeal()
        .under(new RegulationCase(document))
        .possibleActs()
        .flatMap(({ reason }) => reason ?? [])
    expect(offered(shippedRegulation)).toContain('too-dear')
    expect(offered(edited('too-dear', { retired: true }))).not.toContain('too-dear')
  })

  test('[A5] differences tell what a reason needs, what takes its place, and the order', () => {
    const told = (after: RegulationDocument) =>
      differencesBetween(shippedRegulation, after, 'ru').map(({ title, after: is }) => `${title}: ${is}`)
    expect(told(edited('too-dear', { retired: true, replacedBy: 'terms' }))).toEqual([
      'Причина отказа «Дорого»: «Дорого», клиент отказался, с письмом клиенту, проверка руководителем, убрано из выбора, везде заменится на «Не подошли условия»',
    ])
    expect(told(reasons(([first, second, ...rest]) => [second!, first!, ...rest]))).toEqual([
      expect.stringContaining('Порядок причин отказа: Не по адресу, Спам') as string,
    ])
  })
})
