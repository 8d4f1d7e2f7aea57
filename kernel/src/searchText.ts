/**
 * The form in which text is stored for search and in which a query is compared with it: lower case, `ё` as `е`, look-alike forms of
 * one character made equal, blanks of every kind collapsed to one.
 */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim()
