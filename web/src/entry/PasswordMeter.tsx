import { useTranslation } from 'react-i18next'
import { TermLine } from '../ui/Clock.tsx'

/** The least length of a password that the server takes. */
export const passwordLeast = 10

/** What is still missing in a password, in words. */
export function usePasswordHint(password: string): string {
  const { t } = useTranslation()
  if (password === '') return t('entry.passwordEmpty')
  return password.length < passwordLeast ? t('entry.moreCharacters', { count: passwordLeast - password.length }) : t('entry.passwordEnough')
}

/** The length of a password as a line with its limit. */
export function PasswordMeter({ password }: { password: string }) {
  return (
    <div style={{ marginTop: 6 }}>
      <TermLine share={Math.min(password.length / passwordLeast, 1.2)} />
    </div>
  )
}
