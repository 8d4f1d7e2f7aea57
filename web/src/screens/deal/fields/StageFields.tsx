import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Deal } from '@reglament/contract'
import { Icon } from '../../../ui/Icon.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { Section } from '../Section.tsx'
import { useRevealed } from '../reveal.tsx'
import { useFields, usePipeline } from '../usePipeline.ts'
import { FieldRow } from './FieldRow.tsx'
import { fieldGroups, type FieldGroup } from './fieldGroups.ts'
import styles from './Fields.module.css'

/** Fields by the stage that needs them: those of the way so far and of the next step in sight, later ones folded. */
export function StageFields({ deal }: { deal: Deal }) {
  const { t } = useTranslation()
  const { stages, stage } = usePipeline(deal.pipeline)
  const fields = useFields()
  const here = stage(deal.stage)?.position ?? 0
  const filled = new Set(Object.keys(deal.fields).filter((key) => (deal.fields[key] ?? '') !== ''))
  const groups = fieldGroups(stages, fields, filled)
  const later = groups.filter((group) => group.stage && group.stage.position > here)
  // The nearest of the later ones is what the next move will ask for: it stays in sight.
  const [nearest, ...folded] = later
  const inSight = groups.filter((group) => !later.includes(group) || group === nearest)
  const wanted = useRevealed()
  const asked = wanted !== undefined && folded.some((group) => group.fields.some(({ key }) => key === wanted.key))
  const [unfolded, setUnfolded] = useState(false)
  const open = unfolded || asked
  return (
    <>
      {inSight.map((group) => (
        <Group key={group.stage?.key ?? ''} group={group} deal={deal} here={here} />
      ))}
      {folded.length > 0 && (
        <Section>
          <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setUnfolded(!open)}>
            <Icon name={open ? 'down' : 'chev'} size={14} />
            {t('deal.fields.later')}
            <span className="muted">{folded.reduce((sum, group) => sum + group.fields.length, 0)}</span>
          </button>
        </Section>
      )}
      {open && folded.map((group) => <Group key={group.stage?.key ?? ''} group={group} deal={deal} here={here} />)}
    </>
  )
}

function Group({ group: { stage, fields }, deal, here }: { group: FieldGroup; deal: Deal; here: number }) {
  const { t } = useTranslation()
  const filled = fields.every(({ key }) => (deal.fields[key] ?? '') !== '')
  const title = stage === undefined ? t('deal.fields.other') : stage.name
  const side =
    stage === undefined ? undefined : filled ? (
      <Tag tone="good" icon="check">
        {t('ui.filled')}
      </Tag>
    ) : (
      t(stage.position > here ? 'deal.fields.neededAhead' : 'deal.fields.neededHere')
    )
  return (
    <Section title={title} side={side}>
      <dl>
        {fields.map((field) => (
          <FieldRow key={field.key} deal={deal} field={field} />
        ))}
      </dl>
    </Section>
  )
}
