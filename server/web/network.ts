import ipaddr from 'ipaddr.js'

/** The network that an address belongs to, as a household or a school usually has it: a /24, or a /64 of IPv6. */
export function networkOf(address: string | undefined): string {
  if (!address || !ipaddr.isValid(address)) return 'unknown'
  const ip = ipaddr.process(address)
  if (ip.kind() === 'ipv4') return `${ipaddr.IPv4.networkAddressFromCIDR(`${ip}/24`)}/24`
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${ip}/64`)}/64`
}
