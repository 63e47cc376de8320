//! Nothing of one organisation, or of one customer, is ever reached from another: every address and every live topic, tried by
//! everybody who has no business there, against a table written by hand.

mod live;
mod routes;
mod world;
