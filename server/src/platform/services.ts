import type { FastifyBaseLogger } from 'fastify'
import type { Clock } from './clock.ts'
import type { Configuration } from './configuration.ts'
import type { Db } from './database.ts'

/** What every act and every screen is given; there is nothing else to reach for. */
export type Services = { db: Db; clock: Clock; config: Configuration; log: FastifyBaseLogger }
