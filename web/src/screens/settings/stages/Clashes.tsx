import { useTranslation } from 'react-i18next'
import { ClashForm } from '../../../drafting/ClashForm.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { locale } from '../../../words/i18n.ts'
import type { Clash } from './merge.ts'
import type { Document, Paper } from './paper.ts'
import { useTerm } from './useStageFacts.ts'
import type { DraftInHand } from './useWorkingDraft.ts'

/** Two people have changed the same thing: both values side by side, and one of them is chosen; nothing is lost before that. */
export function Clashes({ hand, document }: { hand: DraftInHand; document: Document }) {
  const { t } = useTranslation()
  const { stale, settle, leave } = hand
  return (
    <Dialog opened={stale !== undefined} onClose={leave} title={t('drafts.clash')} sub={t('drafts.clashText')} width={560}>
      {stale && (
        <Form
          clashes={stale.clashes}
          papers={[stale.mine, stale.theirs]}
          document={document}
          onChosen={(mine) =>
            settle.mutate(Object.fromEntries(stale.clashes.map(({ id }) => [id, mine.includes(id) ? 'mine' : 'theirs'] as const)))
          }
          onLeave={leave}
        />
      )}
    </Dialog>
  )
}

function Form({
  clashes,
  papers,
  document,
  onChosen,
  onLeave,
}: {
  clashes: readonly Clash[]
  papers: readonly Paper[]
  document: Document
  onChosen: (mine: readonly string[]) => void
  onLeave: () => void
}) {
  const title = useTitle(papers)
  const say = useValue(papers, document)
  const items = clashes.map((clash) => ({
    id: clash.id,
    title: title(clash),
    mine: say(clash, clash.mine),
    theirs: say(clash, clash.theirs),
  }))
  return <ClashForm items={items} onChosen={onChosen} onLeave={onLeave} />
}

const parts = [
  'name.ru',
  'name.en',
  'forward',
  'required',
  'tasks',
  'stay',
  'optional',
  'worksIt',
  'order',
  'whole',
  'to',
  'archived',
] as const
type Part = (typeof parts)[number]
const isPart = (what: string): what is Part => parts.some((part) => part === what)
const keyed = (what: Part) => (what === 'name.ru' ? 'nameRu' : what === 'name.en' ? 'nameEn' : what)

function useTitle(papers: readonly Paper[]) {
  const { t } = useTranslation()
  return ({ pipeline, stage, what }: Clash): string => {
    const of = papers.flatMap((paper) => paper.pipelines.filter(({ key }) => key === pipeline))
    const gone = papers.flatMap(({ former }) => former.map((one) => one.stage))
    const name = [...of.flatMap(({ stages }) => stages), ...gone].find(({ key }) => key === stage)?.name ?? of[0]?.name
    const part = isPart(what) ? t(`stages.part.${keyed(what)}`) : t('stages.part.clause')
    return name ? `${name[locale()]}: ${part}` : part
  }
}

/** A value as people read it; keys by their names. */
function useValue(papers: readonly Paper[], document: Document) {
  const { t } = useTranslation()
  const term = useTerm()
  const language = locale()
  const stages = papers.flatMap(({ pipelines, former }) => [...pipelines.flatMap((one) => one.stages), ...former.map((one) => one.stage)])
  const named = [...stages, ...document.fields, ...document.taskKinds]
  const nameOf = (key: string) => named.find((one) => one.key === key)?.name[language] ?? key
  return ({ what }: Clash, value: unknown): string => {
    if (value === undefined || value === null) return t(what === 'stay' ? 'stages.noStay' : 'stages.part.gone')
    if (what === 'whole') return t('stages.part.kept')
    if (typeof value === 'boolean') return t(value ? 'stages.part.yes' : 'stages.part.no')
    if (what === 'tasks')
      return (
        (value as { kind: string; term: string }[]).map(({ kind, term: within }) => `${nameOf(kind)}, ${term(within)}`).join('; ') || '—'
      )
    if (Array.isArray(value)) return value.map((key) => nameOf(String(key))).join(', ') || '—'
    if (typeof value !== 'string') return JSON.stringify(value)
    if (what === 'stay') return term(value)
    return what === 'to' ? nameOf(value) : value
  }
}
