import { useTranslation } from 'react-i18next'
import type { Proof } from '@reglament/contract'
import { talkIcon, useTalkWords } from '../../talks/useTalkWords.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useNow } from '../../ui/now.ts'
import { useFormat } from '../../words/format.tsx'
import shared from './Control.module.css'
import styles from './Proofs.module.css'

/** Communications and files: what was said with its text, a picture as a picture, a recording with its player. */
export function Proofs({ proofs }: { proofs: readonly Proof[] }) {
  const format = useFormat()
  const now = useNow()
  const say = useTalkWords()
  return (
    <ul className={styles.proofs}>
      {proofs.map((proof) => (
        <li key={proof.id}>
          <Icon name={proof.file ? 'clip' : talkIcon({ channel: proof.channel ?? '', outcome: proof.outcome ?? '' })} size={14} />
          <div className="grow">
            <p className={shared.top}>
              <span className="cut grow">{proof.file ? proof.file.name : say(proof as never)}</span>
              <time className={shared.small} dateTime={proof.at} data-hint={format.exactly(proof.at)}>
                {format.momentExactly(proof.at, now)}
              </time>
            </p>
            {proof.text && <p className={styles.said}>{proof.text}</p>}
            {proof.file && <FileShown id={proof.id} file={proof.file} />}
          </div>
        </li>
      ))}
    </ul>
  )
}

function FileShown({ id, file: { name, type, bytes } }: { id: string; file: NonNullable<Proof['file']> }) {
  const { t } = useTranslation()
  const address = `/api/card-files/${id}`
  const size =
    bytes < 900_000
      ? t('control.size.kb', { n: Math.max(1, Math.round(bytes / 1000)) })
      : t('control.size.mb', { n: (bytes / 1_000_000).toFixed(1) })
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- a recorded talk has no captions */}
      {type.startsWith('audio/') && (
        <audio
          controls
          preload="none"
          src={address}
          className={styles.player}
          aria-label={t('control.evidence.listen')}
          aria-keyshortcuts="P"
        />
      )}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- a recorded talk has no captions */}
      {type.startsWith('video/') && <video controls preload="none" src={address} className={styles.picture} />}
      {type.startsWith('image/') && type !== 'image/heic' && <img src={address} alt={name} className={styles.picture} loading="lazy" />}
      {/^(audio|video)\//.test(type) && (
        <p className={shared.small} aria-hidden="true">
          <kbd>P</kbd> {t('control.evidence.play')} <kbd>←</kbd> <kbd>→</kbd> {t('control.evidence.skip')}
        </p>
      )}
      <a href={address} download={name} className="link sm">
        {t('control.evidence.download')}
      </a>{' '}
      <span className={shared.small}>{size}</span>
    </>
  )
}
