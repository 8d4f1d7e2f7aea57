import type { Text } from '../../platform/text.ts'

const number = { ru: new Intl.NumberFormat('ru'), en: new Intl.NumberFormat('en') }

/** What the import says when it can't go on. What it tells in the end is in `sayReport.ts`. */
export const says = {
  noFile: { ru: 'такого файла нет', en: 'there is no such file' },
  notAFile: { ru: 'это не файл', en: 'this is not a file' },
  unreadableFile: (code: string): Text => ({ ru: `файл не открывается (${code})`, en: `the file can’t be opened (${code})` }),
  emptyFile: { ru: 'файл пуст: нужна хотя бы строка заголовка', en: 'the file is empty: a header is needed at least' },
  headerOnly: {
    ru: 'в файле только заголовок: строк нет. Проверьте, тот ли это лист или выгрузка',
    en: 'the file has a header and no rows: see whether it is the right sheet or export',
  },
  oldWorkbook: {
    ru: 'это старая книга Excel (XLS): откройте её и сохраните как XLSX или CSV',
    en: 'this is an old Excel workbook (XLS): open it and save it as XLSX or CSV',
  },
  fileTooLarge: (bytes: number): Text => ({
    ru: `файл больше ${number.ru.format(bytes)} байт: разделите его`,
    en: `the file is larger than ${number.en.format(bytes)} bytes: part it`,
  }),
  isZip: {
    ru: 'это не CSV, а XLSX или архив: сохраните таблицу как CSV',
    en: 'this is no CSV but XLSX or an archive: save the sheet as CSV',
  },
  unknownEncoding: (label: string): Text => ({
    ru: `кодировки «${label}» нет; подойдут utf-8, utf-16le, utf-16be, windows-1251, koi8-r, ibm866`,
    en: `there is no encoding “${label}”; utf-8, utf-16le, utf-16be, windows-1251, koi8-r, ibm866 will do`,
  }),
  badBytes: (encoding: string): Text => ({
    ru: `здесь или ниже байты, которых в ${encoding} не бывает: укажите другую кодировку`,
    en: `here or below are bytes that ${encoding} does not have: give another encoding`,
  }),
  badDelimiter: { ru: 'разделитель — один знак: , ; | или tab', en: 'the delimiter is one sign: , ; | or tab' },
  brokenHeader: { ru: 'в заголовке сломаны кавычки', en: 'the quotes of the header are broken' },
  nul: { ru: 'нулевой байт: это не текст', en: 'a NUL byte: this is no text' },
  endlessRow: { ru: 'у строки нет конца: это не таблица', en: 'the line has no end: this is no table' },
  tooManyColumns: (most: number): Text => ({
    ru: `столбцов больше ${number.ru.format(most)}`,
    en: `there are more than ${number.en.format(most)} columns`,
  }),
  tooManyRows: (most: number): Text => ({
    ru: `строк больше ${number.ru.format(most)}: разделите файл`,
    en: `there are more than ${number.en.format(most)} rows: part the file`,
  }),
  noColumn: (column: string, header: readonly string[]): Text => ({
    ru: `в файле нет столбца «${column}»; есть: ${listed(header)}`,
    en: `the file has no column “${column}”; it has: ${listed(header)}`,
  }),
  columnTwice: (column: string): Text => ({
    ru: `столбец «${column}» стоит в заголовке дважды: переименуйте один из них`,
    en: `the column “${column}” stands in the header twice: rename one of them`,
  }),
  noColumnsInTemplate: {
    ru: 'здесь нужен столбец в фигурных скобках: {Название}',
    en: 'a column in braces is expected here: {Name}',
  },
  noSuchName: (name: string, known: readonly string[]): Text => ({
    ru: `имени {${name}} нет; есть: ${known.join(', ')}`,
    en: `there is no name {${name}}; there are: ${known.join(', ')}`,
  }),
  keyTwice: (key: string): Text => ({ ru: `значение «${key}» встретилось дважды`, en: `the value “${key}” occurs twice` }),
  notJson: (message: string): Text => ({ ru: `это не JSON: ${message}`, en: `this is no JSON: ${message}` }),
  noPipeline: (known: readonly string[]): Text => ({
    ru: `такой воронки нет; есть: ${known.join(', ')}`,
    en: `there is no such pipeline; there are: ${known.join(', ')}`,
  }),
  noStage: (known: readonly string[]): Text => ({
    ru: `такого этапа в воронке нет; есть: ${known.join(', ')}`,
    en: `the pipeline has no such stage; it has: ${known.join(', ')}`,
  }),
  noField: (known: readonly string[]): Text => ({
    ru: `такого поля нет; есть: ${known.join(', ')}. Новое поле объявляют через "new"`,
    en: `there is no such field; there are: ${known.join(', ')}. A new one is declared by "new"`,
  }),
  systemField: { ru: 'это поле сопоставляют отдельно, а не в fields', en: 'this field is mapped by itself, not among fields' },
  otherType: (type: string): Text => ({ ru: `поле уже есть, и его тип ${type}`, en: `the field is there already, of type ${type}` }),
  onlyLists: { ru: 'варианты бывают только у поля типа list', en: 'only a field of type list has options' },
  noOption: { ru: 'такого варианта в списке нет', en: 'the list has no such option' },
  noLossReason: (known: readonly string[]): Text => ({
    ru: `такой причины отказа нет; есть: ${known.join(', ')}`,
    en: `there is no such reason of loss; there are: ${known.join(', ')}`,
  }),
  noLeadReason: (known: readonly string[]): Text => ({
    ru: `такой причины отклонения нет; есть: ${known.join(', ')}`,
    en: `there is no such reason of rejection; there are: ${known.join(', ')}`,
  }),
  noCurrency: { ru: 'такой валюты нет', en: 'there is no such currency' },
  lonelyPerson: {
    ru: 'у сотрудника из файла нет имени',
    en: 'a member of the file has no name',
  },
  notAWorkbook: { ru: 'это не книга Excel, или она повреждена', en: 'this is no Excel workbook, or it is damaged' },
  unpacksTooLarge: { ru: 'книга распаковывается больше, чем в 256 МБ', en: 'the workbook unpacks to more than 256 MB' },
  noWorkspace: (named: string): Text => ({ ru: `рабочего пространства «${named}» нет`, en: `there is no workspace “${named}”` }),
  noMember: { ru: 'действующего сотрудника с такой почтой здесь нет', en: 'no active member here has this e-mail' },
  noOwner: { ru: 'здесь нет ни одного действующего собственника', en: 'there is no active owner here' },
  mayNotImport: { ru: 'переносить данные может собственник или администратор', en: 'only an owner or an admin may import' },
  reportOverInput: {
    ru: 'отчёт затёр бы исходный файл: дайте ему другое имя',
    en: 'the report would overwrite the file: name it otherwise',
  },
  databaseGone: {
    ru: 'база данных перестала отвечать. Что перенесено, то перенесено целиком; запустите ту же команду ещё раз — дважды ничего не появится',
    en: 'the database stopped answering. What came in is whole; run the same command again, nothing will come in twice',
  },
}

const listed = (names: readonly string[]) => (names.length > 30 ? `${names.slice(0, 30).join(', ')}, …` : names.join(', '))
