type Person = { key: string; name: string }

/** What is typed of a name after «@» right before the caret; undefined when nobody is being called. */
export function callBeing(text: string, caret: number): string | undefined {
  if (caret < 0) return undefined
  const found = /(?:^|\s|[(«])@([\p{L}\p{N} .-]{0,40})$/u.exec(text.slice(0, caret))
  // A second word is part of a name, a third with a blank behind it is the sentence going on.
  return found && found[1]!.split(' ').length <= 3 ? found[1] : undefined
}

/** The text with a colleague's whole name in place of what was typed of it, and where the caret then stands. */
export function withCall(text: string, caret: number, name: string): { text: string; caret: number } {
  const at = text.lastIndexOf('@', caret - 1)
  const before = `${text.slice(0, at)}@${name} `
  return { text: before + text.slice(caret).trimStart(), caret: before.length }
}

/** Who is called in a text by his whole name; of two names that begin alike only the one that stands there. */
export function calledIn(text: string, people: readonly Person[]): Person[] {
  let rest = text
  return people
    .toSorted((one, other) => other.name.length - one.name.length)
    .filter(({ name }) => {
      const call = `@${name}`
      if (!rest.includes(call)) return false
      rest = rest.replaceAll(call, '')
      return true
    })
}
