import { Ajv } from 'ajv'
import type { Options } from 'ajv'
import formats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'

const shared: Options = {
  removeAdditional: false,
  useDefaults: true,
  allErrors: true,
  verbose: true,
  strictTypes: false,
  strictRequired: false,
  strictTuples: false,
}

/** A body is taken as it was written; `"5"` is no number there. */
const strict = withFormats({ ...shared, coerceTypes: false })
/** An address holds only texts, and `?stage=new` may be a list of one. */
const lenient = withFormats({ ...shared, coerceTypes: 'array' })

function withFormats(options: Options): Ajv {
  const ajv = new Ajv(options)
  formats.default(ajv)
  return ajv
}

export const compileSchema: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const validate = (httpPart === 'body' ? strict : lenient).compile(schema)
  return (value) =>
    validate(value) || { error: Object.assign(new Error('schema'), { validation: validate.errors ?? [], validationContext: httpPart }) }
}
