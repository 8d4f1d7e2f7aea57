import type { Language, RegulationDocument } from '@reglament/regulation'
import type { Tx } from '../../platform/database.ts'
import { Problem } from '../../platform/http/index.ts'
import { type GoneAndUsed, usedAndGone } from './listUses.ts'
import { stagesInUse } from './pipelineRows.ts'

const texts = {
  stageUsed: {
    ru: 'На этих этапах стоят сделки — выберите, на какой этап они перейдут:',
    en: 'Deals stand in these stages; choose the stage to which they go:',
  },
  stageKept: {
    ru: 'Закрытые сделки остаются там, где закончились, поэтому эти этапы не убирают; воронку, в которой есть сделки, отправляют в архив:',
    en: 'Closed deals stay where they ended, so these stages are not taken away; a pipeline with deals in it is archived:',
  },
  listUsed: {
    ru: 'Это есть в сделках или их истории. Уберите из выбора, чтобы старое читалось, или, где можно, замените другим:',
    en: 'Deals or their history have these. Retire them, so that what was stays readable, or put something else in their place where that can be:',
  },
}

/** A stage is not taken away from under its deals: who wants to is told how many there are, and chooses where they go (B1). */
export async function refuseUsed(tx: Tx, workspaceId: number, before: RegulationDocument, after: RegulationDocument): Promise<void> {
  const used = await stagesInUse(tx, workspaceId, before, after)
  if (used.length === 0) return refuseUsedInLists(await usedAndGone(tx, workspaceId, before, after))
  const kept = used.filter(({ ways }) => !ways.includes('move'))
  const told = kept.length > 0 ? kept : used
  const why = kept.length > 0 ? texts.stageKept : texts.stageUsed
  const list = (language: Language) =>
    told
      .map(({ name, open, closed }) => (language === 'ru' ? `«${name.ru}» — ${open + closed}` : `“${name.en}”: ${open + closed}`))
      .join(', ')
  throw new Problem(
    409,
    'conflict',
    { ru: `${why.ru} ${list('ru')}.`, en: `${why.en} ${list('en')}.` },
    {
      current: {
        used: used.map(({ pipeline, stage, open, closed, ways }) => ({ what: 'stage', pipeline, stage, open, closed, ways })),
      },
    },
  )
}

/** What deals have is not taken out of a list: who wants to hears how many have it, and may retire or replace it (H1, D1). */
function refuseUsedInLists(used: readonly GoneAndUsed[]): void {
  if (used.length === 0) return
  const list = (language: Language) =>
    used
      .map(({ name, deals, earlier }) => (language === 'ru' ? `«${name.ru}» — ${deals + earlier}` : `“${name.en}”: ${deals + earlier}`))
      .join(', ')
  throw new Problem(
    409,
    'conflict',
    { ru: `${texts.listUsed.ru} ${list('ru')}.`, en: `${texts.listUsed.en} ${list('en')}.` },
    {
      current: {
        used: used.map(({ what, key, deals, earlier }) => ({
          what,
          key,
          deals,
          earlier,
          ways: deals > 0 && (what === 'loss-reason' || what === 'task-kind') ? ['retire', 'replace'] : ['retire'],
        })),
      },
    },
  )
}
