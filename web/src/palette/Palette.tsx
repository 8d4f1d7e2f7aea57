import '../ui/sheets/combobox.ts'
import { Combobox, useCombobox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { faultOf } from '../api/faults.ts'
import { searchQuery } from '../api/queries.ts'
import { useMe } from '../shell/useMe.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { commandsFor, commandsOf } from './commands.ts'
import { groupsOf, type Group, type Result } from './results.ts'
import styles from './Palette.module.css'

/** One field for everything: people, companies, deals, clauses, and what can be done (L1). */
export function Palette({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} onClose={onClose} title={t('palette.title')} width={600}>
      {opened && <Find onClose={onClose} />}
    </Dialog>
  )
}

const pauseMs = 120

function Find({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const asked = usePaused(typed.trim())
  const { data, error, isFetching } = useQuery(searchQuery(asked))
  const found = useDeferredValue(asked === '' ? undefined : data)
  const actions = commandsFor(typed, commandsOf(me, t))
  const groups: Group[] = [
    ...(found ? groupsOf(found, t) : []),
    ...(actions.length > 0 ? [{ title: t('palette.actions'), results: actions }] : []),
  ]
  const all = groups.flatMap(({ results }) => results)
  const combobox = useCombobox({ opened: true })
  // The first line is taken by Enter without walking to it, whenever another one has become the first.
  const first = all[0]?.id
  const { selectFirstOption, resetSelectedOption } = combobox
  useEffect(() => {
    if (first === undefined) resetSelectedOption()
    else selectFirstOption()
  }, [first, selectFirstOption, resetSelectedOption])
  const go = ({ to, hash }: Result) => {
    onClose()
    void router.navigate(hash === undefined ? { to } : { to, hash })
  }
  const isNothing = typed.trim() !== '' && all.length === 0 && !isFetching && asked === typed.trim()
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        const chosen = all.find((result) => result.id === id)
        if (chosen) go(chosen)
      }}
    >
      <div className={styles.field}>
        <Icon name="find" />
        <Combobox.EventsTarget>
          <input
            role="combobox"
            data-autofocus
            autoFocus
            className={styles.input}
            value={typed}
            maxLength={200}
            placeholder={t('palette.placeholder')}
            aria-label={t('palette.placeholder')}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Combobox.EventsTarget>
      </div>
      <p className={styles.state} role="status">
        {error
          ? t(`fault.${faultOf(error)}.title`)
          : isNothing
            ? t('palette.nothing', { typed: typed.trim() })
            : found?.instead
              ? t('palette.instead', { instead: found.instead })
              : typed === ''
                ? t('palette.hint')
                : ''}
      </p>
      <Combobox.Options className={styles.options} aria-label={t('palette.results')}>
        {groups.map(({ title, results }) => (
          <Combobox.Group key={title} label={title} classNames={{ groupLabel: styles.group }}>
            {results.map((result) => (
              <Combobox.Option key={result.id} value={result.id} className={styles.option}>
                <Icon name={result.icon} />
                <span className={styles.name}>{result.name}</span>
                <span className={styles.beside}>{result.beside}</span>
              </Combobox.Option>
            ))}
          </Combobox.Group>
        ))}
      </Combobox.Options>
    </Combobox>
  )
}

/** What stands in the field once one has stopped typing for a moment. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), text === '' ? 0 : pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return paused
}
