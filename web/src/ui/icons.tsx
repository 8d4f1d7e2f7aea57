import type { ReactNode } from 'react'

/** Our icon set: a grid of 16, a line of 1.4, rounded ends. An icon goes with a word, or has its word in a hint. */
export const icons = {
  day: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 4.6V8l2.3 1.5" />
    </>
  ),
  inbox: <path d="M2.2 9.2 4 3h8l1.8 6.2v3.3a.8.8 0 0 1-.8.8H3a.8.8 0 0 1-.8-.8zM2.2 9.2h3.3l.9 1.8h3.2l.9-1.8h3.3" />,
  deals: <path d="M2.5 3h3v10h-3zM6.8 3h3v6.5h-3zM11 3h2.7v8.2H11z" />,
  lead: <path d="M2.5 3.2h11L9.6 8.4v4.1l-3.2 1V8.4z" />,
  swap: <path d="M2.5 5.6h10M10 3l2.6 2.6L10 8.2M13.5 10.6h-10M6 8l-2.6 2.6L6 13.2" />,
  client: (
    <>
      <circle cx="8" cy="5.4" r="2.7" />
      <path d="M2.8 13.4c.6-2.7 2.6-4 5.2-4s4.6 1.3 5.2 4" />
    </>
  ),
  doc: <path d="M4 2h5l3 3v9H4zM9 2v3h3M6 8h4M6 10.6h4" />,
  eye: (
    <>
      <path d="M1.6 8S4 3.7 8 3.7 14.4 8 14.4 8 12 12.3 8 12.3 1.6 8 1.6 8z" />
      <circle cx="8" cy="8" r="1.9" />
    </>
  ),
  chart: <path d="M2.5 13.5h11M4 13.5V9M7 13.5V5M10 13.5V7.4M13 13.5V3" />,
  reg: <path d="M6.2 13.5v-11h3.2a3 3 0 0 1 0 6H6.2M3.6 13.5v-11" />,
  book: <path d="M8 4.2C6.6 3 4.7 2.7 2.3 2.8v9.4c2.4-.1 4.3.2 5.7 1.4 1.4-1.2 3.3-1.5 5.7-1.4V2.8C11.3 2.7 9.4 3 8 4.2zM8 4.2v9.4" />,
  gear: (
    <>
      <path d="M2 4.5h6M11.5 4.5H14M2 11.5h2.5M8 11.5h6" />
      <circle cx="9.8" cy="4.5" r="1.7" />
      <circle cx="6.2" cy="11.5" r="1.7" />
    </>
  ),
  find: (
    <>
      <circle cx="7" cy="7" r="4.2" />
      <path d="m10.2 10.2 3.3 3.3" />
    </>
  ),
  plus: <path d="M8 3v10M3 8h10" />,
  bell: <path d="M3.4 11.6h9.2L11.5 10V6.8a3.5 3.5 0 0 0-7 0V10zM6.6 13.6h2.8" />,
  call: <path d="M3.2 2.6h2.5l1.1 3-1.6 1.2a7.6 7.6 0 0 0 4 4l1.2-1.6 3 1.1v2.5c0 .5-.4.8-.9.8A10.5 10.5 0 0 1 2.4 3.5c0-.5.3-.9.8-.9z" />,
  missed: (
    <path d="M3.2 2.6h2.5l1.1 3-1.6 1.2a7.6 7.6 0 0 0 4 4l1.2-1.6 3 1.1v2.5c0 .5-.4.8-.9.8A10.5 10.5 0 0 1 2.4 3.5c0-.5.3-.9.8-.9zM10 2.6l3.4 3.4M13.4 2.6 10 6" />
  ),
  mail: <path d="M2.3 3.7h11.4v8.6H2.3zM2.3 4.5 8 8.9l5.7-4.4" />,
  chat: <path d="M2.5 3h11v7.7H7.3L4.3 13.3v-2.6H2.5z" />,
  sms: <path d="M2.5 3h11v7.7H7.3L4.3 13.3v-2.6H2.5zM5.3 6.9h.01M8 6.9h.01M10.7 6.9h.01" />,
  note: <path d="M3 2.5h10v7l-4 4H3zM13 9.5H9v4M5.5 5.7h5M5.5 8.2h2.5" />,
  task: <path d="M2.7 2.7h10.6v10.6H2.7zM5.4 8.1l1.9 1.9 3.5-3.9" />,
  check: <path d="m3.2 8.5 3.2 3.2 6.4-7.2" />,
  x: <path d="m4 4 8 8M12 4l-8 8" />,
  lock: <path d="M3.8 7.2h8.4v6H3.8zM5.6 7.2V5a2.4 2.4 0 0 1 4.8 0v2.2" />,
  alert: <path d="M8 2.4 14.2 13H1.8zM8 6.5v3.1M8 11.3v.01" />,
  right: <path d="M3 8h10M9.3 4.3 13 8l-3.7 3.7" />,
  chev: <path d="m6 3.8 4.2 4.2L6 12.2" />,
  down: <path d="m3.8 6 4.2 4.2L12.2 6" />,
  dots: <path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2" />,
  clip: <path d="m12.8 7.6-5 5a3.1 3.1 0 0 1-4.4-4.4l5.3-5.3a2.1 2.1 0 0 1 3 3l-5.2 5.2a1 1 0 0 1-1.5-1.5l4.7-4.7" />,
  loop: <path d="M13 8a5 5 0 1 1-1.5-3.6M13 2.6v2.6h-2.6" />,
  filter: <path d="M2.5 4.5h11M4.7 8h6.6M6.7 11.5h2.6" />,
  play: <path d="M5 3.2v9.6l7.6-4.8z" fill="currentColor" />,
  moon: <path d="M13 9.6A5.6 5.6 0 0 1 6.4 3a5.6 5.6 0 1 0 6.6 6.6z" />,
  cal: <path d="M2.5 3.7h11v9.8h-11zM2.5 6.7h11M5.3 2.2v2.6M10.7 2.2v2.6" />,
  rub: <path d="M5.5 13.5v-11h3.3a2.9 2.9 0 0 1 0 5.8H3.8M3.8 10.8h5.4" />,
  hand: <path d="M8 13.7V8.2M4.8 6.3 8 3l3.2 3.3M3 13.7h10" />,
  flag: <path d="M4 14V2.5M4 3h8.2l-1.7 2.7 1.7 2.7H4" />,
  drag: <path d="M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01" strokeWidth="1.9" />,
  undo: <path d="M5.6 3 2.8 5.8l2.8 2.8M3 5.8h6.2a3.7 3.7 0 0 1 0 7.4H6" />,
  bolt: <path d="M9 1.8 3.6 9H8l-1 5.2L12.4 7H8z" />,
  menu: <path d="M2.5 4h11M2.5 8h11M2.5 12h11" />,
  site: (
    <>
      <circle cx="8" cy="8" r="5.7" />
      <path d="M2.3 8h11.4M8 2.3c3.2 3.4 3.2 8 0 11.4M8 2.3c-3.2 3.4-3.2 8 0 11.4" />
    </>
  ),
  back: <path d="M13 8H3M6.7 4.3 3 8l3.7 3.7" />,
  pause: <path d="M5.5 3.5v9M10.5 3.5v9" />,
  merge: <path d="M3 3v3.5C3 8 4.5 8 8 8s5 0 5-1.5V3M8 8v5.5M5.7 11.2 8 13.5l2.3-2.3" />,
  sun: (
    <>
      <circle cx="8" cy="8" r="2.7" />
      <path d="M8 1.8v1.6M8 12.6v1.6M1.8 8h1.6M12.6 8h1.6M3.6 3.6l1.1 1.1M11.3 11.3l1.1 1.1M12.4 3.6l-1.1 1.1M4.7 11.3l-1.1 1.1" />
    </>
  ),
  auto: (
    <>
      <circle cx="8" cy="8" r="5.6" />
      <path d="M8 2.4a5.6 5.6 0 0 1 0 11.2z" fill="currentColor" />
    </>
  ),
  key: (
    <>
      <circle cx="5.2" cy="10.8" r="2.7" />
      <path d="m7.2 8.8 5.6-5.6M10.4 5.6l2 2" />
    </>
  ),
  keys: <path d="M1.8 4.2h12.4v7.6H1.8zM4.4 6.7h.01M6.8 6.7h.01M9.2 6.7h.01M11.6 6.7h.01M5 9.4h6" />,
  out: <path d="M9.6 2.6H3.4v10.8h6.2M6.8 8h7M11.2 5.3 13.9 8l-2.7 2.7" />,
  copy: <path d="M5.6 5.6h7.8v7.8H5.6zM10.4 5.6V2.6H2.6v7.8h3" />,
  fold: <path d="M2.5 3h11v10h-11zM6 3v10" />,
  move: <path d="M2.5 3.2v9.6M5.6 8h8M10.4 4.7 13.7 8l-3.3 3.3" />,
  pen: <path d="m3 13 .7-3.1 6.9-6.9a1.3 1.3 0 0 1 1.8 0l.6.6a1.3 1.3 0 0 1 0 1.8l-6.9 6.9z" />,
} satisfies Record<string, ReactNode>

/** The name of an icon of the set. */
export type IconName = keyof typeof icons
