import {
  buildCredential,
  classify,
  FetchFailed,
  generateIssuerKey,
  signCredential,
  verifyBadge,
} from '../openbadges/index.js'

/** Makes a real signature and verifies it; throws where either fails. The key exists for this one moment. */
export async function checkSignature(now: Date): Promise<void> {
  const { publicKeyMultibase, secretKeyMultibase } = await generateIssuerKey('did:key')
  const id = `did:key:${publicKeyMultibase}`
  const key = { id: `${id}#${publicKeyMultibase}`, publicKeyMultibase, secretKeyMultibase }
  const credential = buildCredential({
    id: 'urn:staffroom:health',
    issuer: { id, name: 'Health check' },
    validFrom: now,
    recipient: { email: 'health@staffroom.invalid', salt: 'health' },
    achievement: {
      id: 'urn:staffroom:health:achievement',
      name: 'Health check',
      description: 'A signature was made and verified.',
      criteriaId: 'urn:staffroom:health:criteria',
      criteriaNarrative: 'It verifies.',
      alignments: [],
      rubric: [],
    },
    results: [],
    evidence: [],
  })
  const badge = classify(JSON.parse(JSON.stringify(await signCredential(credential, key, now))))!
  const report = await verifyBadge({ ...badge, container: 'text', text: '' }, { now, fetchJson: refuse })
  if (!report.verified) throw new Error('A signature of ours does not verify')
}

async function refuse(): Promise<never> {
  throw new FetchFailed('Nothing is fetched for this')
}
