//! The program as processes: killed and started again, and several nodes side by side.

mod loss;
mod nodes;
mod page;
mod sender;
mod server;
mod verdict;
