import { expect, test } from 'vitest'
import { trialOf } from './mapping.ts'

test('[C1] a test event stands at the paths of the mapping, with its number where that is looked for, and has the usual names for the rest', () => {
  expect(trialOf({ 'data.contact.tel': 'phone', 'data.good': 'product', x: 'ignore' }, 'data.id', '7')).toEqual({
    data: { id: '7', contact: { tel: '+7 921 000-00-01' }, good: 'Пробный товар' },
    name: 'Проверка вебхука',
    message: 'Пробное событие',
  })
  expect(Object.keys(trialOf({}, null, '7'))).toEqual(['name', 'phone', 'message'])
})
