//! Where a request came from.

use std::net::{IpAddr, Ipv4Addr};

use actix_web::HttpRequest;

/// The peer's address; when the peer is a trusted proxy, the last address of `X-Forwarded-For` that is not one.
pub(crate) fn client_address(request: &HttpRequest, trusted: &[IpAddr]) -> IpAddr {
    let peer = request.peer_addr().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
    if !trusted.contains(&peer) {
        return peer;
    }
    let forwarded = request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
    let hops: Vec<IpAddr> =
        forwarded.flat_map(|list| list.split(',')).filter_map(|address| address.trim().parse().ok()).collect();
    hops.into_iter().rev().find(|hop| !trusted.contains(hop)).unwrap_or(peer)
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
}
