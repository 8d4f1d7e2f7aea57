import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { LeadCard, Suggestion } from '@reglament/contract'
import { faultText } from '../../api/faults.ts'
import { editLead } from '../../api/leads.ts'
import { mergeInto, suggestionsQuery } from '../../api/merges.ts'
import { useUndoMerge } from '../../clients/Merges.tsx'
import { useMe } from '../../shell/useMe.ts'
import { Button } from '../../ui/Button.tsx'
import { serverNow } from '../../ui/now.ts'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { toast } from '../../ui/toast.tsx'
import { useFormat } from '../../words/format.tsx'
import { Attach } from './Attach.tsx'
import { isOpen } from './isOpen.ts'
import { Part } from './Part.tsx'
import list from './Leads.module.css'
import styles from './LeadPanel.module.css'

const shownMax = 6

/** Who this may be, side by side: what is the same, what differs, and the ways to make them one (C2). The server compares. */
export function Suggestions({ lead }: { lead: LeadCard }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(suggestionsQuery(lead.id))
  if (data?.length === 0) return null
  return (
    <Part title={t('leads.alikeTitle')}>
      {data ? (
        <>
          <p className="muted sm">{t('leads.alikeLead')}</p>
          {data.slice(0, shownMax).map((it) => (
            <Beside key={it.id} lead={lead} it={it} />
          ))}
        </>
      ) : error ? (
        <ErrorState error={error} what={t('leads.alikeFailed')} retry={() => void refetch()} />
      ) : (
        <SkeletonRows rows={2} />
      )}
    </Part>
  )
}

type Row = { what: string; ours: string; theirs: string; same: boolean }
const rowsOf = ({ same, differs, name }: Suggestion): Row[] => [
  // «Климова Ольга» and «Ольга Климова» are one name, written in two ways.
  ...same.map(({ what, value }) => ({ what, ours: value, theirs: what === 'name' ? name : value, same: true })),
  ...differs.map((it) => ({ ...it, same: false })),
]

function Beside({ lead, it }: { lead: LeadCard; it: Suggestion }) {
  const { t } = useTranslation()
  const format = useFormat()
  const shown = (what: string, value: string) => (what === 'phone' && value.startsWith('+') ? format.phone(value) : value)
  const rows = rowsOf(it)
  return (
    <article className={styles.beside} aria-label={`${t(`leads.kindOf.${it.kind}`)}: ${it.name}`}>
      <header className="row between">
        <span>
          <span className="muted sm">{t(`leads.kindOf.${it.kind}`)}</span> <Name it={it} />
          {it.at && <span className="muted sm">, {format.momentExactly(it.at, serverNow())}</span>}
        </span>
        <span className="row">
          {it.returning && <Tag icon="loop">{t('leads.clientReturning')}</Tag>}
          <Tag tone={it.sure ? 'good' : 'neutral'} icon={it.sure ? 'check' : undefined}>
            {t(it.sure ? 'leads.sure' : 'leads.likely')}
          </Tag>
        </span>
      </header>
      {rows.length > 0 && (
        <table className={styles.compared}>
          <thead>
            <tr>
              <td />
              <th scope="col">{t('leads.this')}</th>
              <th scope="col">{t('leads.other')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ what, ours, theirs, same }) => (
              <tr key={what} data-same={same || undefined}>
                <th scope="row">
                  {t(`leads.part.${what as 'phone'}`)}
                  <span className="muted sm">{t(same ? 'leads.same' : 'leads.differs')}</span>
                </th>
                <td>{shown(what, ours)}</td>
                <td>{shown(what, theirs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Acts lead={lead} it={it} />
    </article>
  )
}

function Name({ it: { kind, id, name } }: { it: Suggestion }) {
  const { t } = useTranslation()
  const text = name || t('origin.nobody')
  if (kind === 'lead')
    return (
      <Link to="/leads" search={{ lead: id }} className={list.deal}>
        {text}
      </Link>
    )
  return kind === 'contact' ? (
    <Link to="/contacts/$contactId" params={{ contactId: id }} className={list.deal}>
      {text}
    </Link>
  ) : (
    <Link to="/companies/$companyId" params={{ companyId: id }} className={list.deal}>
      {text}
    </Link>
  )
}

function Acts({ lead, it }: { lead: LeadCard; it: Suggestion }) {
  const { t } = useTranslation()
  const { rights } = useMe()
  const router = useRouter()
  const undo = useUndoMerge()
  const failed = (error: unknown) => toast({ kind: 'failed', title: t('leads.notDone'), text: faultText(error, t) })
  const merge = useMutation({
    mutationFn: ({ survivorId, mergedId }: NonNullable<Suggestion['merge']>) => mergeInto(it.kind, survivorId, mergedId),
    onSuccess: (made) => {
      toast({
        kind: 'done',
        title: t(`leads.merged.${it.kind}`),
        about: made.id,
        action: { label: t('clients.merges.undo'), onPress: () => undo.mutate(made) },
      })
      if (made.mergedId === lead.id) void router.navigate({ to: '/leads', search: { lead: made.survivorId } })
    },
    onError: failed,
  })
  const itIsHe = useMutation({
    mutationFn: () => editLead(lead, { contactId: it.id }),
    onSuccess: () => toast({ kind: 'done', title: t('leads.isHim') }),
    onError: failed,
  })
  const mayMerge = rights.mergeClients
  const mayBind = it.kind === 'contact' && lead.contact === null && isOpen(lead) && lead.mayAct
  const mayAttach = it.kind === 'lead' && isOpen(lead) && lead.mayAct && it.deal?.status === 'open'
  if (!mayBind && !mayAttach && !(mayMerge && it.merge)) return null
  return (
    <p className={styles.acts}>
      {mayBind && (
        <Button size="s" icon="check" busy={itIsHe.isPending} onPress={() => itIsHe.mutate()}>
          {t('leads.itIsHe')}
        </Button>
      )}
      {mayAttach && <Attach lead={lead} deal={it.deal!} />}
      {mayMerge && it.merge && (
        <Button size="s" icon="merge" busy={merge.isPending} onPress={() => merge.mutate(it.merge!)}>
          {t(`leads.merge.${it.kind}`)}
        </Button>
      )}
    </p>
  )
}
