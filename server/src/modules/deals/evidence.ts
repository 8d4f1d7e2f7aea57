import { PassThrough, type Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ActAnswer, CardFileList, Id, type CardFile } from '@reglament/contract'
import { formatInstant, newId } from '@reglament/kernel'
import { sql } from 'kysely'
import { Type } from 'typebox'
import type { Db } from '../../platform/database.ts'
import { type Arrived, contentOf, drop, keep, receive, TooLarge } from '../../platform/files.ts'
import { forbidden, invalid, notFound, performAct, Problem } from '../../platform/http/index.ts'
import { at } from '../../platform/instantColumn.ts'
import type { Text } from '../../platform/text.ts'
import { mayReview } from '../members/index.ts'
import { actingOf, asker } from './asking.ts'
import type { Asking, Outcome } from './asking.ts'
import { carryOut } from './carryOut.ts'
import { lockCase } from './lockCase.ts'
import { isInSight, mayAct } from './sight.ts'
import { lookAtCase } from './situation.ts'

/** Enough for an hour of a recorded talk. */
const bytesMax = 25 * 1024 * 1024
const perCardMax = 100

const texts = {
  nothing: {
    ru: 'Пустой файл: приложите письмо, снимок экрана или запись.',
    en: 'An empty file: send a letter, a screenshot or a recording.',
  },
  tooLarge: { ru: 'Файл больше 25 МБ.', en: 'The file is larger than 25 MB.' },
  unknown: {
    ru: 'Такие файлы не хранятся: подойдут снимок, PDF, документ, письмо, звук или видео.',
    en: 'Such files are not kept: send a picture, PDF, document, letter, sound or video.',
  },
  tooMany: { ru: 'В карточке уже сто файлов.', en: 'The card holds a hundred files already.' },
  mayNot: {
    ru: 'Прикладывать файлы может тот, кто ведёт сделку или проверяет её закрытие.',
    en: 'Files are added by who works the deal or reviews its closing.',
  },
} satisfies Record<string, Text>

/** What the body was; the file itself lies on the disk until the act is over, and its place is nothing that an answer could hold. */
type Body = { sha256: string; bytes: number }
const arrivals = new WeakMap<Body, Arrived>()

/** Files of a card, in the order in which they came. */
export async function filesOf(db: Db, workspaceId: number, dealId: string): Promise<CardFile[]> {
  const rows = await db
    .selectFrom('file')
    .leftJoin('member', (join) => join.onRef('member.workspace_id', '=', 'file.workspace_id').onRef('member.id', '=', 'file.created_by'))
    .select(['file.id', 'file.name', 'type', 'bytes', 'file.created_at', 'file.created_by', 'member.name as by_name'])
    .where('file.workspace_id', '=', workspaceId)
    .where('deal_id', '=', dealId)
    .orderBy('file.created_at')
    .orderBy('file.id')
    .limit(perCardMax)
    .execute()
  return rows.map(({ created_at, created_by, by_name, ...row }) => ({
    ...row,
    createdAt: formatInstant(created_at),
    by: { id: created_by, name: by_name ?? '' },
  }))
}

/** A name as people see it: no path, no signs that steer a terminal or a header. */
const nameOf = (name: string | undefined) =>
  (name ?? '')
    .split(/[/\\]/)
    .at(-1)!
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 200) || 'file'

/** Puts a file into a card as proof. The same content sent again is the same file, and is not added twice (H1). */
async function addEvidence(
  asking: Asking,
  dealId: string,
  name: string | undefined,
  file: Arrived,
  keepIt: () => Promise<void>,
): Promise<Outcome> {
  const { tx, actor, now } = asking
  const found = await lockCase(asking, dealId)
  if (!isInSight(actor, found.owned)) throw notFound()
  if (!mayAct(actor, found.owned) && !mayReview(actor.role)) throw forbidden(texts.mayNot)
  if (file.bytes === 0) throw invalid([{ path: '/', message: texts.nothing }])
  if (file.type === null) throw new Problem(415, 'invalid', texts.unknown)
  const { rows } = await sql<{ id: string | null; count: number }>`
    select count(*)::integer as count, (select id from file where workspace_id = ${actor.workspaceId} and deal_id = ${dealId}::uuid
      and sha256 = ${file.sha256}) as id
    from file where workspace_id = ${actor.workspaceId} and deal_id = ${dealId}::uuid`.execute(tx)
  const { id: known, count } = rows[0]!
  if (known !== null) return carryOut(asking, found, { steps: [{ kind: 'check' }] })
  if (count >= perCardMax) throw invalid([{ path: '/', message: texts.tooMany }])
  const id = newId()
  const { type, bytes, sha256 } = file
  return carryOut(asking, found, { steps: [{ kind: 'add-evidence', evidenceId: id }] }, async () => {
    await tx
      .insertInto('file')
      .values({
        workspace_id: actor.workspaceId,
        id,
        deal_id: dealId,
        name: nameOf(name),
        type,
        bytes,
        sha256,
        created_by: actor.memberId,
        created_at: at(now),
      })
      .execute()
    // Before the commit: a row without its content would promise what is not there; content without a row is only space.
    await keepIt()
  })
}

/** `bytes=100-`, `bytes=100-199`, `bytes=-500`; undefined: the whole; null: outside of the file. */
function spanOf(range: string | undefined, bytes: number): { start: number; end: number } | null | undefined {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '')
  if (!found || (found[1] === '' && found[2] === '')) return undefined
  const start = found[1] === '' ? Math.max(0, bytes - Number(found[2])) : Number(found[1])
  const end = found[1] === '' || found[2] === '' ? bytes - 1 : Math.min(Number(found[2]), bytes - 1)
  return start > end ? null : { start, end }
}

/** The name for a header: plain signs, and the true one encoded (RFC 6266). */
const attachment = (name: string) =>
  `attachment; filename="${name.replace(/[^\w. -]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`

const OfDeal = Type.Object({ dealId: Id })

/** Files in a card: taken in as a raw body whatever they call themselves, given out as attachments to who sees the deal. */
export const evidenceRoutes: FastifyPluginAsyncTypebox = async (app) => {
  const { look } = asker(app)

  await app.register(async (raw) => {
    raw.removeAllContentTypeParsers()
    raw.addContentTypeParser('*', { bodyLimit: bytesMax }, async (_request: unknown, payload: Readable) => {
      try {
        const arrived = await receive(raw.services.config, payload.pipe(new PassThrough()), bytesMax)
        const body: Body = { sha256: arrived.sha256, bytes: arrived.bytes }
        arrivals.set(body, arrived)
        return body
      } catch (error) {
        throw error instanceof TooLarge ? new Problem(413, 'invalid', texts.tooLarge) : error
      }
    })
    raw.post(
      '/deals/:dealId/files',
      {
        bodyLimit: bytesMax,
        schema: {
          params: OfDeal,
          querystring: Type.Object({ name: Type.Optional(Type.String({ maxLength: 400 })) }, { additionalProperties: false }),
          response: { 201: ActAnswer },
        },
      },
      async (request, reply) => {
        const { config } = app.services
        const { dealId } = request.params as { dealId: string }
        const { name } = request.query as { name?: string }
        const arrived: Arrived = arrivals.get(request.body as Body) ?? { sha256: '', bytes: 0, type: null, path: '' }
        try {
          return await performAct(request, reply, async (tx) => {
            const asking = await actingOf(tx, request)
            const outcome = await addEvidence(asking, dealId, name, arrived, () => keep(config, request.actor.workspaceId, arrived))
            return outcome instanceof Problem ? outcome : { status: 201, body: outcome }
          })
        } finally {
          if (arrived.path !== '') await drop(arrived.path)
        }
      },
    )
  })

  app.get('/deals/:dealId/files', { schema: { params: OfDeal, response: { 200: CardFileList } } }, (request) =>
    look(request, async (asking) => {
      const { owned } = await lookAtCase(asking, request.params.dealId)
      if (!isInSight(asking.actor, owned)) throw notFound()
      return { items: await filesOf(asking.tx, asking.actor.workspaceId, request.params.dealId) }
    }),
  )

  app.get('/card-files/:fileId', { schema: { params: Type.Object({ fileId: Id }) } }, async (request, reply) => {
    const { fileId } = request.params
    const { workspaceId } = request.actor
    const file = await look(request, async (asking) => {
      const row = await asking.tx
        .selectFrom('file')
        .select(['deal_id', 'name', 'type', 'sha256'])
        .where('workspace_id', '=', workspaceId)
        .where('id', '=', fileId)
        .executeTakeFirst()
      if (!row) throw notFound()
      const { owned } = await lookAtCase(asking, row.deal_id)
      if (!isInSight(asking.actor, owned)) throw notFound()
      return row
    })
    const whole = await contentOf(app.services.config, workspaceId, file.sha256)
    if (!whole) throw notFound()
    const span = spanOf(request.headers.range, whole.bytes)
    reply.headers({
      'content-type': file.type,
      'content-disposition': attachment(file.name),
      'content-security-policy': "default-src 'none'; sandbox",
      'accept-ranges': 'bytes',
    })
    if (span === undefined) return reply.header('content-length', whole.bytes).send(whole.stream)
    whole.stream.destroy()
    if (span === null) return reply.code(416).header('content-range', `bytes */${whole.bytes}`).send()
    const part = (await contentOf(app.services.config, workspaceId, file.sha256, span))!
    const headers = { 'content-range': `bytes ${span.start}-${span.end}/${whole.bytes}`, 'content-length': span.end - span.start + 1 }
    return reply.code(206).headers(headers).send(part.stream)
  })
}
