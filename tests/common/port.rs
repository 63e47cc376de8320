//! Ports for programs beside the test.

use std::net::TcpListener;
use std::sync::atomic::{AtomicU16, Ordering};

/// A port that nobody listens on, each given once. It is below those that the system gives to connections: none of these takes it before the
/// program listens there, or while that is started anew.
pub(crate) fn free_port() -> u16 {
    static GIVEN: AtomicU16 = AtomicU16::new(0);
    // Tests in another process begin elsewhere.
    let first = 10_000 + u16::try_from(std::process::id() % 150).expect("a small number") * 64;
    loop {
        let port = first + GIVEN.fetch_add(1, Ordering::Relaxed);
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}
