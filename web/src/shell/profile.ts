import type { Me, MeEdit } from '@reglament/contract'
import { queryClient } from '../api/queryClient.ts'
import { server } from '../api/server.ts'
import { chooseTheme } from '../ui/theme.ts'
import { toast } from '../ui/toast.tsx'
import { i18n, locale, speak } from '../words/i18n.ts'

let applied: string | undefined

/** What a person chose and the server has not kept yet: it outlives a page that is left right after the choice. */
const unsavedOf = (memberId: string | undefined) => `reglament-profile ${memberId}`
const unsaved = (memberId: string | undefined) => JSON.parse(localStorage.getItem(unsavedOf(memberId)) ?? '{}') as MeEdit

/**
 * On entering: the language and the theme of the profile take over from those of the device, once for a person. To be waited for: what is
 * asked before the language is there is answered in another.
 */
export async function applyProfile(me: Me): Promise<void> {
  if (applied === me.member.id) return
  applied = me.member.id
  const edit = unsaved(applied)
  const wanted = { ...me, ...edit }
  chooseTheme(wanted.theme)
  if (Object.keys(edit).length > 0) void save(edit)
  if (wanted.locale === locale()) return
  await speak(wanted.locale)
  void queryClient.invalidateQueries()
}

/** Changes the language or the theme: on this screen at once, in the profile as soon as the server has it. */
export async function changeProfile(edit: MeEdit): Promise<void> {
  localStorage.setItem(unsavedOf(applied), JSON.stringify({ ...unsaved(applied), ...edit }))
  if (edit.theme) chooseTheme(edit.theme)
  if (edit.locale) await speak(edit.locale)
  await save(edit)
  // Sentences of the server come in the language of the request.
  if (edit.locale) await queryClient.invalidateQueries()
}

async function save(edit: MeEdit): Promise<void> {
  const whose = applied
  try {
    queryClient.setQueryData(['me'], await server.editMe(edit))
    const left = Object.entries(unsaved(whose)).filter(([what, choice]) => edit[what as keyof MeEdit] !== choice)
    localStorage.setItem(unsavedOf(whose), JSON.stringify(Object.fromEntries(left)))
  } catch {
    toast({ kind: 'failed', title: i18n.t('shell.notSaved') })
  }
}

/** Leaves: nothing of one person stays for the next one at this desk. */
export async function leave(): Promise<void> {
  await server.signOut()
  applied = undefined
  queryClient.clear()
}
