import type { FastifySerializerCompiler } from 'fastify'
import fastJson from 'fast-json-stringify'
import type { TSchema } from 'typebox'

type Schema = Record<string, unknown>

/**
 * What a schema says of an answer, as the serializer writes it fastest. `X or null` is told to it by a flag: of a union it would find out
 * for each value, with a validator, which of both it is. The described API keeps the union.
 */
export function forWriting(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(forWriting)
  if (typeof schema !== 'object' || schema === null) return schema
  const { anyOf, ...rest } = schema as Schema & { anyOf?: Schema[] }
  const one = anyOf?.length === 2 && anyOf[1]!['type'] === 'null' ? anyOf[0]! : undefined
  if (one && typeof one['type'] === 'string') return { ...rest, ...(forWriting(one) as Schema), nullable: true }
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, forWriting(value)]))
}

export const compileSerializer: FastifySerializerCompiler<TSchema> = ({ schema }) => fastJson(forWriting(schema) as fastJson.AnySchema)
