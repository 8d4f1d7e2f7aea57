import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useBeginCampaign, type LostFilter } from '../../api/control.ts'
import { faultAt, faultOf, faultText } from '../../api/faults.ts'
import { Choice } from '../../ui/Choice.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/inputs.tsx'
import { toast } from '../../ui/toast.tsx'
import styles from './Control.module.css'

type Props = { filter: LostFilter; count: string; opened: boolean; onClose: () => void }

/** Sells again to a segment: new deals or letters, so many a working day (H7). */
export function CampaignDialog({ opened, onClose, count, ...props }: Props) {
  const { t } = useTranslation()
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={t('control.campaign.title')}
      sub={t('control.campaign.sub', { found: count })}
      width={480}
    >
      {opened && <Start {...props} onClose={onClose} />}
    </Dialog>
  )
}

function Start({ filter, onClose }: Pick<Props, 'filter' | 'onClose'>) {
  const { t } = useTranslation()
  const navigate = useNavigate({ from: '/control' })
  const begin = useBeginCampaign()
  const [name, setName] = useState('')
  const [kind, setKind] = useState<'deals' | 'letters'>('deals')
  const [goesTo, setGoesTo] = useState<'same' | 'exchange'>('same')
  const [perDay, setPerDay] = useState('20')
  const many = /^\d{1,3}$/.test(perDay.trim()) ? Number(perDay) : 0
  const isPace = many >= 1 && many <= 500
  const need = name.trim() === '' ? t('control.campaign.need.name') : isPace ? undefined : t('control.campaign.need.perDay')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (need !== undefined) return
    const { reason, ...rest } = filter
    const segment = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== ''))
    begin.mutate(
      { name: name.trim(), kind, goesTo, perDay: many, segment: { ...segment, ...(reason && { reasons: [reason] }) } },
      {
        onSuccess: () => {
          toast({ kind: 'done', title: t('control.campaign.started') })
          onClose()
          void navigate({ search: { tab: 'campaigns' } })
        },
      },
    )
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        label={t('control.campaign.name')}
        placeholder={t('control.campaign.namePlaceholder')}
        value={name}
        onChange={setName}
        maxLength={200}
        error={faultAt(begin.error, '/name')}
        autoFocus
      />
      <div>
        <p className={styles.label}>{t('control.campaign.kind')}</p>
        <Choice
          label={t('control.campaign.kind')}
          value={kind}
          options={(['deals', 'letters'] as const).map((key) => ({ key, name: t(`control.campaign.kinds.${key}`) }))}
          onChange={setKind}
        />
        <p className={styles.small}>{t(`control.campaign.kindsText.${kind}`)}</p>
      </div>
      {kind === 'deals' && (
        <div>
          <p className={styles.label}>{t('control.campaign.goesTo')}</p>
          <Choice
            label={t('control.campaign.goesTo')}
            value={goesTo}
            options={(['same', 'exchange'] as const).map((key) => ({ key, name: t(`control.campaign.goes.${key}`) }))}
            onChange={setGoesTo}
          />
          {goesTo === 'same' && <p className={styles.small}>{t('control.campaign.goesText')}</p>}
        </div>
      )}
      <TextField
        label={t('control.campaign.perDay')}
        hint={t('control.campaign.perDayHint')}
        value={perDay}
        onChange={setPerDay}
        inputMode="numeric"
        maxLength={3}
        error={faultAt(begin.error, '/perDay')}
      />
      {begin.error && (
        <p className={styles.error} role="alert">
          {faultAt(begin.error, '/segment') ?? `${t(`fault.${faultOf(begin.error)}.title`)}. ${faultText(begin.error, t)}`}
        </p>
      )}
      <footer className="row">
        <Button
          kind="go"
          type="submit"
          icon="loop"
          busy={begin.isPending}
          why={need === undefined ? undefined : t('move.fill', { what: need })}
        >
          {t('control.campaign.start')}
        </Button>
        <Button kind="quiet" onPress={onClose}>
          {t('ui.cancel')}
        </Button>
      </footer>
    </form>
  )
}
