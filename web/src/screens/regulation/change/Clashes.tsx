import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Clause, DraftCreation, RegulationInForce } from '@reglament/contract'
import { workingDraftQuery } from '../../../api/queries.ts'
import { server } from '../../../api/server.ts'
import { ClashForm } from '../../../drafting/ClashForm.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { SkeletonRows } from '../../../ui/states.tsx'
import { useFormat } from '../../../words/format.tsx'
import { tidy } from '../../../words/formatters.ts'
import { type Change, type Clash } from './draft.ts'
import type { DraftInHand } from './useDraft.ts'

type Side = 'mine' | 'theirs'
const idOf = ({ clause, param }: Clash) => `${clause}/${param ?? ''}`

/** What a colleague has changed in the same place while I did: both values, and which of them stands. Until that is said his does. */
export function Clashes({ regulation, draft: { clashes, choose } }: { regulation: RegulationInForce; draft: DraftInHand }) {
  const { t } = useTranslation()
  const { data: paper } = useQuery(workingDraftQuery)
  const sides = {
    mine: useRead(clashes, 'mine', paper?.inForce),
    theirs: useRead(clashes, 'theirs', paper?.inForce),
  }
  const say = useSaid()
  const items = clashes.map((clash) => {
    const clause = regulation.clauses.find(({ key }) => key === clash.clause)
    const input = clause?.inputs.find(({ key }) => key === clash.param)
    const what = clash.param === null ? t('drafts.held') : (input?.name ?? clash.param)
    return {
      id: idOf(clash),
      title: `${clause?.number ?? ''} ${clause?.title ?? clash.clause}: ${what}`.trim(),
      mine: say(clause, clash, 'mine', sides.mine.clauses),
      theirs: say(clause, clash, 'theirs', sides.theirs.clauses),
    }
  })
  return (
    <Dialog
      opened={clashes.length > 0}
      onClose={() => choose([])}
      title={t('drafts.clash')}
      sub={paper?.editedBy ? t('drafts.clashBy', { name: paper.editedBy }) : t('drafts.clashText')}
      width={560}
    >
      {sides.mine.isPending || sides.theirs.isPending ? (
        <SkeletonRows rows={2} />
      ) : (
        <ClashForm
          items={items}
          onChosen={(mine) => choose(clashes.filter((clash) => mine.includes(idOf(clash))))}
          onLeave={() => choose([])}
        />
      )}
    </Dialog>
  )
}

/** The clauses with the values of one side, read aloud by the server; what cannot be read (a value out of its bounds) is told as it was typed. */
function useRead(clashes: readonly Clash[], side: Side, basedOn: number | undefined) {
  const changes = clashes.reduce<Record<string, Change>>((all, clash) => {
    const known = all[clash.clause] ?? {}
    const value = clash[side]
    return {
      ...all,
      [clash.clause]:
        clash.param === null ? { ...known, ...(value as Change) } : { ...known, params: { ...known.params, [clash.param]: value } },
    }
  }, {})
  const creation: DraftCreation = {
    ...(basedOn !== undefined && { basedOn }),
    changes: Object.entries(changes).map(([clause, change]) => ({ clause, ...change })),
  }
  const { data, isPending, isError } = useQuery({
    queryKey: ['regulation-preview', creation],
    queryFn: ({ signal }) => server.previewRegulation(creation, { signal }),
    enabled: clashes.length > 0,
    staleTime: Infinity,
    retry: false,
  })
  return { clauses: data?.clauses, isPending: isPending && !isError }
}

function useSaid() {
  const { t } = useTranslation()
  const format = useFormat()
  return (clause: Clause | undefined, clash: Clash, side: Side, drafted: readonly Clause[] | undefined): string => {
    const value = clash[side]
    if (clash.param === null) {
      const { mode = 'observe', from = [] } = value as Change
      const dates = from.map((step) => t('regulation.step', { date: format.date(step.at), mode: t(`regulation.mode.${step.mode}`) }))
      return [t(`drafts.modes.${mode}`), ...dates].join(', ')
    }
    // Where nothing is changed the clause is as it is in force.
    const read = drafted && (drafted.find(({ key }) => key === clash.clause) ?? clause)
    const said = read?.parts.filter(({ param }) => param === clash.param).map(({ text }) => text) ?? []
    if (said.length > 0) return tidy([...new Set(said)].join(', '))
    const input = clause?.inputs.find(({ key }) => key === clash.param)
    if (typeof value === 'boolean') return t(value ? 'ui.yes' : 'ui.no')
    if (value === null || value === undefined) return t('drafts.none')
    if (typeof value === 'string' || typeof value === 'number')
      return input?.options?.find(({ key }) => key === value)?.name ?? String(value)
    return read ? tidy(read.sentence) : t('drafts.unreadable')
  }
}
