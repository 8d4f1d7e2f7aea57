import type { Me } from '@reglament/contract'
import { queryClient } from '../api/queryClient.ts'
import { server } from '../api/server.ts'
import { chooseTheme } from '../ui/theme.ts'
import { toast } from '../ui/toast.tsx'
import { i18n, locale, speak } from '../words/i18n.ts'

let applied: string | undefined

/**
 * On entering: the language and the theme of the profile take over from those of the device, once for a person. To be waited for: what is
 * asked before the language is there is answered in another.
 */
export async function applyProfile(me: Me): Promise<void> {
  if (applied === me.member.id) return
  applied = me.member.id
  chooseTheme(me.theme)
  if (me.locale === locale()) return
  await speak(me.locale)
  void queryClient.invalidateQueries()
}

/** Changes the language or the theme: on this screen at once, in the profile as soon as the server has it. */
export async function changeProfile(edit: { locale?: Me['locale']; theme?: Me['theme'] }): Promise<void> {
  if (edit.theme) chooseTheme(edit.theme)
  if (edit.locale) await speak(edit.locale)
  try {
    queryClient.setQueryData(['me'], await server.editMe(edit))
  } catch {
    toast({ kind: 'failed', title: i18n.t('shell.notSaved') })
  }
  // Sentences of the server come in the language of the request.
  if (edit.locale) await queryClient.invalidateQueries()
}

/** Leaves: nothing of one person stays for the next one at this desk. */
export async function leave(): Promise<void> {
  await server.signOut()
  applied = undefined
  queryClient.clear()
}
