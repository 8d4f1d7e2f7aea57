import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Clause, RegulationVersion } from '@reglament/contract'
import { faultText } from '../../api/faults.ts'
import { versionDifferencesQuery, versionsQuery } from '../../api/queries.ts'
import { server } from '../../api/server.ts'
import { Differences } from '../../drafting/Differences.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField } from '../../ui/inputs.tsx'
import { ErrorState, SkeletonRows } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { toast } from '../../ui/toast.tsx'
import { useFormat } from '../../words/format.tsx'
import styles from './History.module.css'

/** Who wrote a version, and from when it holds. */
function VersionLine({ version }: { version: RegulationVersion }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { number, author, inForceFrom, state } = version
  return (
    <p className="row wrap">
      <b>{t('regulation.versionShort', { version: number })}</b>
      {state !== 'former' && <Tag tone={state === 'in-force' ? 'accent' : 'neutral'}>{t(`regulation.state.${state}`)}</Tag>}
      <span className="muted">
        {format.date(inForceFrom)}
        {author ? ` · ${author}` : ` · ${t('regulation.shipped')}`}
      </span>
    </p>
  )
}

/** The history of the whole regulation: every version, two of them side by side (A5). */
export function History({ opened, onClose, mayChange }: { opened: boolean; onClose: () => void; mayChange: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const versions = useQuery(versionsQuery)
  const [chosen, setChosen] = useState<{ number: number; against: number }>()
  const all = versions.data ?? []
  const latest = all[0]?.number ?? 1
  const pair = chosen ?? { number: latest, against: Math.max(latest - 1, 1) }
  const withdraw = useMutation({
    mutationFn: (number: number) => server.withdrawVersion(number),
    onSuccess: () => client.invalidateQueries({ queryKey: ['regulation-versions'] }),
    onError: (error) => toast({ kind: 'failed', title: t('shell.notSaved'), text: faultText(error, t) }),
  })
  const options = all.map(({ number }) => ({ key: String(number), name: t('regulation.versionShort', { version: number }) }))
  const ahead = all.find(({ state }) => state === 'ahead')
  return (
    <Dialog opened={opened} onClose={onClose} title={t('regulation.versions')} width={760}>
      {versions.isError ? (
        <ErrorState error={versions.error} what={t('regulation.failed')} retry={() => void versions.refetch()} />
      ) : versions.isPending ? (
        <SkeletonRows rows={4} />
      ) : (
        <div className={styles.history}>
          {ahead && mayChange && (
            <div className={styles.ahead}>
              <VersionLine version={ahead} />
              <Button size="s" busy={withdraw.isPending} onPress={() => withdraw.mutate(ahead.number)}>
                {t('regulation.withdraw')}
              </Button>
            </div>
          )}
          <ol className={styles.versions}>
            {all.map((version) => (
              <li key={version.number}>
                <button
                  type="button"
                  aria-pressed={version.number === pair.number}
                  onClick={() => setChosen({ number: version.number, against: Math.max(version.number - 1, 1) })}
                >
                  <VersionLine version={version} />
                </button>
              </li>
            ))}
          </ol>
          <div className={styles.beside}>
            <SelectField
              label={t('regulation.compareWith')}
              value={String(pair.against)}
              onChange={(key) => key && setChosen({ ...pair, against: Number(key) })}
              options={options.filter(({ key }) => Number(key) !== pair.number || all.length === 1)}
            />
            <Compared number={pair.number} against={pair.against} />
          </div>
        </div>
      )}
    </Dialog>
  )
}

function Compared({ number, against }: { number: number; against: number }) {
  const { t } = useTranslation()
  const { data, error, isPending } = useQuery(versionDifferencesQuery(number, against))
  if (number === against) return <p className="muted">{t('regulation.first')}</p>
  if (error) return <p className="is-broken">{faultText(error, t)}</p>
  if (isPending) return <SkeletonRows rows={3} />
  if (data.differences.length === 0) return <p className="muted">{t('regulation.noDifferences')}</p>
  return (
    <Differences
      items={data.differences}
      was={t('regulation.versionShort', { version: against })}
      willBe={t('regulation.versionShort', { version: number })}
    />
  )
}

/** How many versions back a single clause is followed. */
const versionsMax = 20

/** The history of one clause: the versions that changed it, with what it said before. */
export function ClauseHistory({ clause, onClose }: { clause: Clause | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog
      opened={clause !== undefined}
      onClose={onClose}
      title={clause ? t('regulation.historyOf', { number: clause.number }) : ''}
      sub={clause?.title}
      width={560}
    >
      {clause && <ClauseVersions clause={clause} />}
    </Dialog>
  )
}

function ClauseVersions({ clause }: { clause: Clause }) {
  const { t } = useTranslation()
  const versions = useQuery(versionsQuery)
  const later = (versions.data ?? []).filter(({ number, state }) => number > 1 && state !== 'withdrawn').slice(0, versionsMax)
  const differences = useQueries({ queries: later.map(({ number }) => versionDifferencesQuery(number, number - 1)) })
  const failed = versions.error ?? differences.find(({ error }) => error)?.error
  if (failed) return <p className="is-broken">{faultText(failed, t)}</p>
  if (versions.isPending || differences.some(({ isPending }) => isPending)) return <SkeletonRows rows={3} />
  const touched = later.flatMap((version, i) => {
    const items = (differences[i]?.data?.differences ?? []).filter((one) => one.clause === clause.key)
    return items.length > 0 ? [{ version, items }] : []
  })
  if (touched.length === 0) return <p className="muted">{t('regulation.neverChanged')}</p>
  return (
    <ol className={styles.touched}>
      {touched.map(({ version, items }) => (
        <li key={version.number}>
          <VersionLine version={version} />
          <Differences items={items} />
        </li>
      ))}
    </ol>
  )
}
