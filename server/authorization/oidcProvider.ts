/**
 * oidc-provider as we load it: without its one line on stderr that asks for Node 22. What we use of it is tested on
 * Node 20.19 and later (server/DECISIONS.md); everything else it has to say is heard.
 */
const { warn } = console
console.warn = (...words: unknown[]) => {
  if (!String(words[0]).includes('Unsupported runtime')) warn(...words)
}
export const { Provider, errors } = await import('oidc-provider')
console.warn = warn
