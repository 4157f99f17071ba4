//! stub
pub mod types;
pub mod diagnostic;
pub mod load;
mod parse;
