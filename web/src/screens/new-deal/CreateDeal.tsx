import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { isShortcut } from '../deal/isShortcut.ts'

const NewDealDialog = lazy(async () => ({ default: (await import('./NewDealDialog.tsx')).NewDealDialog }))

/** «+ Создать» of the top bar, and the key N: a new deal over whatever one is doing. */
export function CreateDeal() {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  const [opened, setOpened] = useState(false)
  const open = () => {
    setAsked(true)
    setOpened(true)
  }
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // A form for a new deal is on the screen already.
      if (event.code !== 'KeyN' || !isShortcut(event) || location.pathname === '/deals/new') return
      event.preventDefault()
      setAsked(true)
      setOpened(true)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
  return (
    <>
      <Button size="s" icon="plus" keys="N" className="hide-s" onPress={open} aria-haspopup="dialog">
        {t('shell.create')}
      </Button>
      {asked && (
        <Suspense fallback={null}>
          <NewDealDialog opened={opened} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  )
}
