//! Which addresses are nobody's business outside: loopback, private and link-local networks.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether a host is private by its name alone: an address of a private network, or a name that only means something there.
pub fn is_private_host(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let ends = |suffix: &str| bare == suffix || bare.ends_with(&format!(".{suffix}"));
    bare.parse::<IpAddr>()
        .map_or_else(|_| ["localhost", "local", "internal", "home.arpa"].into_iter().any(ends), is_private)
}

/// Whether an IP address is not one of the public internet (the registries of RFC 6890).
pub(super) fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_private_v4(address),
        IpAddr::V6(address) => inner_v4(address).map_or_else(|| is_private_v6(address), is_private_v4),
    }
}

fn is_private_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || a == 0
        || a >= 224
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (18..20).contains(&b))
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    address.is_loopback()
        || address.is_unspecified()
        || address.is_multicast()
        || (first & 0xfe00) == 0xfc00
        || (first & 0xffc0) == 0xfe80
        || (first & 0xffc0) == 0xfec0
        || (first == 0x2001 && second == 0x0db8)
}

/// The IPv4 address that an IPv6 address stands for: mapped, compatible, by NAT64 or by 6to4.
fn inner_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let parts = address.segments();
    let of = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match parts {
        [0, 0, 0, 0, 0, 0, 0, _] => None,
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            Some(of(high, low))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::is_private_host;

    #[test]
    fn private_hosts_are_told_from_public_ones() {
        let private = [
            "localhost",
            "intranet.local",
            "api.localhost",
            "127.0.0.1",
            "127.9.9.9",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "[::1]",
            "[fe80::1]",
            "[fd00::1]",
            "[::ffff:192.168.0.1]",
            "[64:ff9b::a00:1]",
            "[2002:a00:1::]",
            "224.0.0.1",
            "255.255.255.255",
        ];
        for host in private {
            assert!(is_private_host(host), "{host}");
        }
        for host in
            ["www.gov.uk", "8.8.8.8", "172.32.0.1", "100.128.0.1", "[2a00:1450::1]", "local.gov.uk", "[::ffff:8.8.8.8]"]
        {
            assert!(!is_private_host(host), "{host}");
        }
    }
}
