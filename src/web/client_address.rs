//! Where a request came from.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use actix_web::HttpRequest;

/// The peer's address; when the peer is a trusted proxy, the last address of `X-Forwarded-For` that is not one. Behind a hop that
/// cannot be read nothing counts: what stands there anybody may have written.
pub(crate) fn client_address(request: &HttpRequest, trusted: &[IpAddr]) -> IpAddr {
    let peer = request.peer_addr().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip().to_canonical());
    if !trusted.contains(&peer) {
        return peer;
    }
    let forwarded = request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = forwarded.flat_map(|list| list.split(',')).map(str::trim).collect();
    for hop in hops.into_iter().rev() {
        match read(hop) {
            Some(hop) if trusted.contains(&hop) => {}
            Some(hop) => return hop,
            None => return peer,
        }
    }
    peer
}

/// An address, with a port or without.
fn read(hop: &str) -> Option<IpAddr> {
    let address = hop.parse().or_else(|_| hop.parse().map(|socket: SocketAddr| socket.ip()));
    address.ok().map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn only_a_trusted_proxy_may_say_where_a_request_came_from() {
        let proxy = IpAddr::from([10, 0, 0, 1]);
        let forged = TestRequest::get()
            .peer_addr(([203, 0, 113, 9], 1).into())
            .insert_header(("x-forwarded-for", "1.1.1.1"))
            .to_http_request();
        assert_eq!(client_address(&forged, &[proxy]), IpAddr::from([203, 0, 113, 9]));
        let proxied = TestRequest::get()
            .peer_addr((proxy, 1).into())
            .insert_header(("x-forwarded-for", "1.1.1.1, 203.0.113.9, 10.0.0.1"))
            .to_http_request();
        assert_eq!(client_address(&proxied, &[proxy]), IpAddr::from([203, 0, 113, 9]));
    }
    #[test]
    fn behind_a_hop_that_cannot_be_read_nothing_counts() {
        let proxy = IpAddr::from([10, 0, 0, 1]);
        let from = |hops: &'static str| {
            let request = TestRequest::get().peer_addr((proxy, 1).into()).insert_header(("x-forwarded-for", hops));
            client_address(&request.to_http_request(), &[proxy])
        };
        assert_eq!(from("1.1.1.1, unknown"), proxy);
        assert_eq!(from("1.1.1.1, 203.0.113.9:51000"), IpAddr::from([203, 0, 113, 9]));
        assert_eq!(from("::ffff:203.0.113.9"), IpAddr::from([203, 0, 113, 9]));
    }
}
