//! What is set on each connection.

use std::any::Any;

use actix_web::dev::Extensions;
use actix_web::rt::net::TcpStream;

/// How long sent bytes may stay unacknowledged, or a full window unopened, before the connection is given up. It ends the sessions
/// that are never polled again because their reader is gone.
#[cfg(target_os = "linux")]
const GIVEN_UP_AFTER: std::time::Duration = std::time::Duration::from_secs(5);

/// For `HttpServer::on_connect`.
pub fn on_connect(connection: &dyn Any, _extensions: &mut Extensions) {
    let Some(stream) = connection.downcast_ref::<TcpStream>() else { return };
    let socket = socket2::SockRef::from(stream);
    // A reply must not wait for the acknowledgement of the one before it.
    if let Err(error) = socket.set_tcp_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY not set");
    }
    #[cfg(target_os = "linux")]
    if let Err(error) = socket.set_tcp_user_timeout(Some(GIVEN_UP_AFTER)) {
        tracing::debug!(%error, "TCP_USER_TIMEOUT not set");
    }
}
