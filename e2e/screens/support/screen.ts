import type { Page } from '@playwright/test'
import type { Person } from '../../support/company.ts'
import type { Studio } from './studio.ts'

export type Device = 'desktop' | 'phone'

/** One thing that is photographed. */
export type Screen = {
  name: string
  /** Who looks; nobody where one is not signed in yet. */
  who: (studio: Studio) => Person | undefined
  /** Walks to what is to be seen and waits until it is there. */
  open: (page: Page, studio: Studio, device: Device) => Promise<void>
  only?: Device
}

export const manager = ({ manager }: Studio) => manager
export const owner = ({ company }: Studio) => company.owner
export const head = ({ head }: Studio) => head
export const nobody = () => undefined
