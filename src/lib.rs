//! stub
pub mod types;
pub mod diagnostic;
pub mod load;
mod aggregate;
mod audit;
mod draw;
mod parse;
mod render;
mod validate;
