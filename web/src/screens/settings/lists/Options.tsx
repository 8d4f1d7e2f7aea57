import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldOption, FieldUses } from '@reglament/contract'
import { Button, IconButton } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/inputs.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { locale } from '../../../words/i18n.ts'
import { FateChoice, fateOf, type Fate } from './Fate.tsx'
import { keyOf, shifted } from './listDraft.ts'
import { References } from './References.tsx'
import styles from './Options.module.css'

/** More than these are looked for by their name. */
const shownMax = 40

/** The choices of a field: names, order, and what becomes of each. */
export function Options({
  options,
  before,
  uses,
  onChange,
  error,
}: {
  options: readonly FieldOption[]
  before: readonly FieldOption[]
  uses: FieldUses | undefined
  onChange: (options: FieldOption[]) => void
  error?: string | undefined
}) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState<string>()
  const [sought, setSought] = useState('')
  const put = (key: string, change: Partial<FieldOption>) => onChange(options.map((one) => (one.key === key ? { ...one, ...change } : one)))
  const usesOf = (key: string) => uses?.options.find((use) => use.key === key)
  const isKnown = (key: string) => before.some((option) => option.key === key)
  const decide = (option: FieldOption, { way, by }: Fate) => {
    if (way === 'removed') {
      setOpened(undefined)
      return onChange(options.filter(({ key }) => key !== option.key))
    }
    const { retired: _retired, replacedBy: _by, ...rest } = option
    const next = { ...rest, ...(way !== 'offered' && { retired: true }), ...(way === 'replaced' && { replacedBy: by ?? '' }) }
    onChange(options.map((one) => (one.key === option.key ? next : one)))
  }
  const add = () => {
    const key = keyOf({ ru: '', en: `option-${options.length + 1}` }, options)
    onChange([...options, { key, name: { ru: '', en: '' } }])
  }
  const fits = ({ key, name }: FieldOption) => [key, name.ru, name.en].some((text) => text.toLowerCase().includes(sought.toLowerCase()))
  const found = sought === '' ? options : options.filter(fits)
  const nameOf = ({ name }: FieldOption) => name[locale()] || t('choices.field.nameless')
  return (
    <fieldset className={styles.options}>
      <legend>{t('choices.field.list')}</legend>
      {options.length > shownMax && <TextField label={t('choices.field.find')} value={sought} onChange={setSought} />}
      <ol>
        {found.slice(0, shownMax).map((option) => {
          const at = options.indexOf(option)
          const use = usesOf(option.key)
          const used = (use?.deals ?? 0) + (use?.earlier ?? 0)
          const references = uses?.references.filter((one) => one.option === option.key) ?? []
          const name = nameOf(option)
          return (
            <li key={option.key} data-retired={option.retired || undefined}>
              <TextField
                label={t('choices.nameRu')}
                value={option.name.ru}
                onChange={(ru) => put(option.key, { name: { ...option.name, ru } })}
                maxLength={200}
              />
              <TextField
                label={t('choices.nameEn')}
                value={option.name.en}
                onChange={(en) => put(option.key, { name: { ...option.name, en } })}
                maxLength={200}
              />
              <span className={styles.tools}>
                <IconButton
                  size="s"
                  icon="chev"
                  className={styles.up}
                  label={t('choices.up', { name })}
                  onPress={() => onChange(shifted(options, at, -1))}
                />
                <IconButton
                  size="s"
                  icon="chev"
                  className={styles.down}
                  label={t('choices.down', { name })}
                  onPress={() => onChange(shifted(options, at, 1))}
                />
                {isKnown(option.key) ? (
                  <IconButton
                    size="s"
                    icon="dots"
                    label={t('choices.fateOf', { name })}
                    aria-expanded={opened === option.key}
                    onPress={() => setOpened(opened === option.key ? undefined : option.key)}
                  />
                ) : (
                  <IconButton
                    size="s"
                    icon="x"
                    label={t('choices.without', { name })}
                    onPress={() => onChange(options.filter(({ key }) => key !== option.key))}
                  />
                )}
              </span>
              <span className={styles.about}>
                {option.retired && (
                  <Tag icon="pause">
                    {option.replacedBy
                      ? t('choices.replacedBy', { name: nameOf(options.find(({ key }) => key === option.replacedBy) ?? option) })
                      : t('choices.retired')}
                  </Tag>
                )}
                {option.adopted && <Tag>{t('choices.field.adopted')}</Tag>}
                {use &&
                  (used > 0 ? (use.deals > 1000 ? t('choices.manyDeals') : t('choices.deals', { count: use.deals })) : t('choices.unused'))}
              </span>
              {opened === option.key && (
                <div className={styles.fate}>
                  <FateChoice
                    fate={fateOf(option)}
                    onChange={(fate) => decide(option, fate)}
                    others={options
                      .filter((other) => other.key !== option.key && !other.retired && isKnown(other.key))
                      .map((other) => ({ key: other.key, name: nameOf(other) }))}
                    what="option"
                    uses={t('choices.deals', { count: use?.deals ?? 0 })}
                    whyNotRemoved={used > 0 ? t('choices.field.optionUsed', { deals: t('choices.deals', { count: used }) }) : undefined}
                  />
                  {references.length > 0 && <References references={references} />}
                </div>
              )}
            </li>
          )
        })}
      </ol>
      {found.length > shownMax && <p className="muted sm">{t('choices.field.more', { count: found.length - shownMax })}</p>}
      {error && (
        <p className="is-broken sm" role="alert">
          {error}
        </p>
      )}
      <Button size="s" icon="plus" onPress={add}>
        {t('choices.field.addOption')}
      </Button>
    </fieldset>
  )
}
