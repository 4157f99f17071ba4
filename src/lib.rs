//! stub
pub mod types;
pub mod diagnostic;
pub mod load;
mod aggregate;
mod draw;
mod parse;
mod validate;
