/** Roles of members; exactly one each (regulation §3). */
export const roles = ['manager', 'trainee', 'head', 'quality-controller', 'account-manager', 'owner', 'admin'] as const
export type Role = (typeof roles)[number]

/** How strictly a clause is held: counted nowhere, counted, asks to confirm, refuses (A1). */
export type Mode = 'off' | 'observe' | 'warn' | 'enforce'

export type Language = 'ru' | 'en'

/** A name or sentence in both languages of the product. */
export type Localised = { readonly ru: string; readonly en: string }
