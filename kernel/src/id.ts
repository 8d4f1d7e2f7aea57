import { v7, validate } from 'uuid'

/** A fresh id: uuid version 7, lower case. Ids made later by the same process sort later, so rows stay in order of their making. */
export const newId = (): string => v7()

/** Whether the text is a uuid of any version: what other systems and earlier versions made counts as well. */
export const isId = (text: string): boolean => validate(text)
